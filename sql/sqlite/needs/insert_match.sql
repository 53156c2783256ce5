INSERT INTO need_matches (need_id, offer_id, contract, amount_minor, actor, recorded_at)
VALUES (@need_id, @offer_id, @contract, @amount_minor, @actor, @recorded_at) RETURNING match_id;
