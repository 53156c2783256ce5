INSERT INTO spaces (code, fund_id, version_no, actor, recorded_at, lock_count)
VALUES (@code, @fund_id, 1, @actor, @recorded_at, 0) RETURNING space_id;
