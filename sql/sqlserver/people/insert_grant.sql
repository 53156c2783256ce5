-- OUTPUT: there is no RETURNING.
INSERT INTO grants (person_id, role, scope, scope_code, valid_from, valid_to, granted_by, granted_at)
OUTPUT inserted.grant_id
VALUES (@person_id, @role, @scope, @scope_code, @valid_from, @valid_to, @granted_by, @granted_at);
