-- OUTPUT: there is no RETURNING. Two nodes that insert one name at once: the unique index refuses the later one, and its operation runs again.
INSERT INTO donors (kind, name, name_key, is_anonymous) OUTPUT inserted.donor_id VALUES (@kind, @name, @name_key, @is_anonymous);
