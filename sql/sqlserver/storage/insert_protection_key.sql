INSERT INTO protection_keys (name, element) VALUES (@name, @element);
