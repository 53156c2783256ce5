-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT relation_no, relation, other_name, other_credit_code, CONVERT(char(10), since, 23) AS since, CONVERT(char(10), until, 23) AS until FROM organisation_relations
WHERE organisation_id = @organisation_id ORDER BY relation_no;
