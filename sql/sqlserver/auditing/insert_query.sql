-- OUTPUT: there is no RETURNING.
INSERT INTO audit_queries (about, about_code, entry_id, entity_id, fund_id, lock_count) OUTPUT inserted.query_id
VALUES (@about, @about_code, @entry_id, @entity_id, @fund_id, 0);
