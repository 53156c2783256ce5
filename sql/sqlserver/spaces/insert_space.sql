-- OUTPUT: there is no RETURNING.
INSERT INTO spaces (code, fund_id, version_no, actor, recorded_at, lock_count) OUTPUT inserted.space_id
VALUES (@code, @fund_id, 1, @actor, @recorded_at, 0);
