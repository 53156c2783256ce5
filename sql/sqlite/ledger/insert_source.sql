INSERT INTO sources (entity_id, code, name, kind, restriction, is_public, is_spendable, origin, return_by)
VALUES (@entity_id, @code, @name, @kind, @restriction, @is_public, @is_spendable, @origin, @return_by) RETURNING source_id;
