INSERT INTO donors (kind, name, name_key, is_anonymous) VALUES (@kind, @name, @name_key, @is_anonymous);
