-- OUTPUT: there is no RETURNING.
INSERT INTO needs (code, fund_id, version_no, actor, recorded_at) OUTPUT inserted.need_id
VALUES (@code, @fund_id, 1, @actor, @recorded_at);
