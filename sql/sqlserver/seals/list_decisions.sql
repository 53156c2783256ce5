SELECT proposal_id, checker, in_stead_of, is_approval, content_hash FROM proposal_decisions ORDER BY proposal_id, checker;
