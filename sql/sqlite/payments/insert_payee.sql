INSERT INTO payees (entity_id, code, kind, name, recorded_at) VALUES (@entity_id, @code, @kind, @name, @recorded_at) RETURNING payee_id;
