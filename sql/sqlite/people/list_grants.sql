SELECT grant_id, person_id, role, scope, scope_code, valid_from, valid_to, revoked_at FROM grants
WHERE person_id = @person_id ORDER BY grant_id;
