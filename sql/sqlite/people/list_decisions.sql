SELECT checker, in_stead_of, is_approval, content_hash, decided_at FROM proposal_decisions WHERE proposal_id = @proposal_id ORDER BY decided_at, checker;
