INSERT INTO related_parties (entity_id, donor_id, relation, first_day, last_day, registered_at)
VALUES (@entity_id, @donor_id, @relation, @first_day, @last_day, @registered_at) RETURNING relation_id;
