-- OUTPUT: there is no RETURNING.
INSERT INTO qualifications (organisation_id, kind, number, valid_from, valid_to, sha256, file_name, actor, recorded_at) OUTPUT inserted.qualification_id
VALUES (@organisation_id, @kind, @number, @valid_from, @valid_to, @sha256, @file_name, @actor, @recorded_at);
