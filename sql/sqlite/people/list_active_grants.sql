SELECT held.grant_id, held.person_id, held.role, held.scope, held.scope_code, held.valid_from, held.valid_to, held.revoked_at FROM grants held
JOIN people person ON person.person_id = held.person_id
WHERE person.status = 'active' AND held.revoked_at IS NULL ORDER BY held.grant_id;
