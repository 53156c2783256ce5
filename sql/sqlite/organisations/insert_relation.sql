INSERT INTO organisation_relations (organisation_id, relation, other_name, other_credit_code, since, until, actor, recorded_at)
VALUES (@organisation_id, @relation, @other_name, @other_credit_code, @since, @until, @actor, @recorded_at) RETURNING relation_no;
