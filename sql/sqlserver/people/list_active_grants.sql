-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT held.grant_id, held.person_id, held.role, held.scope, held.scope_code, CONVERT(char(10), held.valid_from, 23) AS valid_from,
  CONVERT(char(10), held.valid_to, 23) AS valid_to, held.revoked_at
FROM grants held
JOIN people person ON person.person_id = held.person_id
WHERE person.status = 'active' AND held.revoked_at IS NULL ORDER BY held.grant_id;
