INSERT INTO organisations (code, credit_code, version_no, actor, recorded_at)
VALUES (@code, @credit_code, 1, @actor, @recorded_at) RETURNING organisation_id;
