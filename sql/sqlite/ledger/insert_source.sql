INSERT INTO sources (entity_id, code, name, kind, restriction, is_public, is_spendable, origin, return_by, after_deadline)
VALUES (@entity_id, @code, @name, @kind, @restriction, @is_public, @is_spendable, @origin, @return_by, @after_deadline) RETURNING source_id;
