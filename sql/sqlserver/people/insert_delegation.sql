-- OUTPUT: there is no RETURNING.
INSERT INTO delegations (from_person, to_person, first_day, last_day, created_at)
OUTPUT inserted.delegation_id
VALUES (@from_person, @to_person, @first_day, @last_day, @created_at);
