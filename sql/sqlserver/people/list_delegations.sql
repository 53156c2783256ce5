-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT delegation_id, from_person, to_person, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, revoked_at
FROM delegations WHERE from_person = @person_id OR to_person = @person_id ORDER BY delegation_id DESC;
