INSERT INTO seal_keys (key_no, public_key, added_at, actor, endorsement, reason) VALUES (@key_no, @public_key, @added_at, @actor, @endorsement, @reason);
