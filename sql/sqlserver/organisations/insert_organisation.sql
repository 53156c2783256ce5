-- OUTPUT: there is no RETURNING.
INSERT INTO organisations (code, credit_code, version_no, actor, recorded_at) OUTPUT inserted.organisation_id
VALUES (@code, @credit_code, 1, @actor, @recorded_at);
