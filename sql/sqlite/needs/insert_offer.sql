INSERT INTO offers (code, organisation_id, version_no, actor, recorded_at)
VALUES (@code, @organisation_id, 1, @actor, @recorded_at) RETURNING offer_id;
