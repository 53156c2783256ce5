-- OUTPUT: there is no RETURNING.
INSERT INTO expert_relations (expert_id, kind, relation_key, ends_on, removed_at, actor, recorded_at)
OUTPUT inserted.relation_id
VALUES (@expert_id, @kind, @relation_key, @ends_on, NULL, @actor, @recorded_at);
