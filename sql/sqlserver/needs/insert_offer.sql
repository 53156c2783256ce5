-- OUTPUT: there is no RETURNING.
INSERT INTO offers (code, organisation_id, version_no, actor, recorded_at) OUTPUT inserted.offer_id
VALUES (@code, @organisation_id, 1, @actor, @recorded_at);
