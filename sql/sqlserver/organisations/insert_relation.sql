-- OUTPUT: there is no RETURNING.
INSERT INTO organisation_relations (organisation_id, relation, other_name, other_credit_code, since, until, actor, recorded_at) OUTPUT inserted.relation_no
VALUES (@organisation_id, @relation, @other_name, @other_credit_code, @since, @until, @actor, @recorded_at);
