INSERT INTO organisation_persons (organisation_id, relation, name, name_key, phone, phone_key, id_key, since, until, actor, recorded_at)
VALUES (@organisation_id, @relation, @name, @name_key, @phone, @phone_key, @id_key, @since, @until, @actor, @recorded_at) RETURNING person_no;
