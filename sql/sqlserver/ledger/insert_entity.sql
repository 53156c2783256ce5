-- OUTPUT: there is no RETURNING.
INSERT INTO entities (code, name, currency, chart) OUTPUT inserted.entity_id VALUES (@code, @name, @currency, @chart);
