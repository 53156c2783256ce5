INSERT INTO delegations (from_person, to_person, first_day, last_day, created_at)
VALUES (@from_person, @to_person, @first_day, @last_day, @created_at) RETURNING delegation_id;
