-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT grant_id, person_id, role, scope, scope_code, CONVERT(char(10), valid_from, 23) AS valid_from, CONVERT(char(10), valid_to, 23) AS valid_to, revoked_at FROM grants
WHERE person_id = @person_id ORDER BY grant_id;
