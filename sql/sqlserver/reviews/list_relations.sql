-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT relation_id, expert_id, kind, relation_key, CONVERT(char(10), ends_on, 23) AS ends_on, recorded_at FROM expert_relations WHERE removed_at IS NULL ORDER BY relation_id;
