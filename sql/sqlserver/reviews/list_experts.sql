-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT expert_id, person_id, fields, CONVERT(char(10), valid_from, 23) AS valid_from, CONVERT(char(10), valid_to, 23) AS valid_to, most_reviews FROM experts ORDER BY expert_id;
