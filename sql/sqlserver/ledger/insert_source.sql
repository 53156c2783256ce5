-- OUTPUT: there is no RETURNING.
INSERT INTO sources (entity_id, code, name, kind, restriction, is_public, is_spendable, origin, return_by, after_deadline)
OUTPUT inserted.source_id
VALUES (@entity_id, @code, @name, @kind, @restriction, @is_public, @is_spendable, @origin, @return_by, @after_deadline);
