INSERT INTO qualifications (organisation_id, kind, number, valid_from, valid_to, sha256, file_name, actor, recorded_at)
VALUES (@organisation_id, @kind, @number, @valid_from, @valid_to, @sha256, @file_name, @actor, @recorded_at) RETURNING qualification_id;
