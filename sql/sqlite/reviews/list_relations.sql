SELECT relation_id, expert_id, kind, relation_key, ends_on, recorded_at FROM expert_relations WHERE removed_at IS NULL ORDER BY relation_id;
