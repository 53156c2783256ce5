SELECT person_no, relation, name, phone, CASE WHEN id_key IS NULL THEN 0 ELSE 1 END AS has_id, since, until FROM organisation_persons
WHERE organisation_id = @organisation_id ORDER BY person_no;
