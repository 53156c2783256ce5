-- OUTPUT: there is no RETURNING.
INSERT INTO related_parties (entity_id, donor_id, relation, first_day, last_day, registered_at)
OUTPUT inserted.relation_id
VALUES (@entity_id, @donor_id, @relation, @first_day, @last_day, @registered_at);
