INSERT INTO needs (code, fund_id, version_no, actor, recorded_at)
VALUES (@code, @fund_id, 1, @actor, @recorded_at) RETURNING need_id;
