-- OUTPUT: there is no RETURNING.
INSERT INTO payees (entity_id, code, kind, name, recorded_at) OUTPUT inserted.payee_id VALUES (@entity_id, @code, @kind, @name, @recorded_at);
