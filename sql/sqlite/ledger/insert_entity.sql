INSERT INTO entities (code, name, currency, chart) VALUES (@code, @name, @currency, @chart) RETURNING entity_id;
