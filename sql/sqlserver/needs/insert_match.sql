-- OUTPUT: there is no RETURNING.
INSERT INTO need_matches (need_id, offer_id, contract, amount_minor, actor, recorded_at) OUTPUT inserted.match_id
VALUES (@need_id, @offer_id, @contract, @amount_minor, @actor, @recorded_at);
