INSERT INTO grants (person_id, role, scope, scope_code, valid_from, valid_to, granted_by, granted_at)
VALUES (@person_id, @role, @scope, @scope_code, @valid_from, @valid_to, @granted_by, @granted_at) RETURNING grant_id;
