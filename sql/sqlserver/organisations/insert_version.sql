INSERT INTO organisation_versions (organisation_id, version_no, credit_code, name, kind, fields, place, founded_on, payee, reason, actor, recorded_at)
VALUES (@organisation_id, @version_no, @credit_code, @name, @kind, @fields, @place, @founded_on, @payee, @reason, @actor, @recorded_at);
