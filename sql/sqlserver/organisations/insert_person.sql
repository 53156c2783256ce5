-- OUTPUT: there is no RETURNING.
INSERT INTO organisation_persons (organisation_id, relation, name, name_key, phone, phone_key, id_key, since, until, actor, recorded_at) OUTPUT inserted.person_no
VALUES (@organisation_id, @relation, @name, @name_key, @phone, @phone_key, @id_key, @since, @until, @actor, @recorded_at);
