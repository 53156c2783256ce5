INSERT INTO funds (entity_id, code, name, kind, currency, parent_id, spending_order)
VALUES (@entity_id, @code, @name, @kind, @currency, @parent_id, @spending_order);
