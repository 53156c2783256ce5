INSERT INTO audit_queries (about, about_code, entry_id, entity_id, fund_id, lock_count)
VALUES (@about, @about_code, @entry_id, @entity_id, @fund_id, 0) RETURNING query_id;
