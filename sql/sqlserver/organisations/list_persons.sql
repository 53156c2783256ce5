-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT person_no, relation, name, phone, CASE WHEN id_key IS NULL THEN 0 ELSE 1 END AS has_id, CONVERT(char(10), since, 23) AS since, CONVERT(char(10), until, 23) AS until FROM organisation_persons
WHERE organisation_id = @organisation_id ORDER BY person_no;
