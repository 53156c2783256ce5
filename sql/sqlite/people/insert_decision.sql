INSERT INTO proposal_decisions (proposal_id, checker, in_stead_of, is_approval, content_hash, decided_at)
VALUES (@proposal_id, @checker, @in_stead_of, @is_approval, @content_hash, @decided_at);
