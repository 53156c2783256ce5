SELECT token_id, kind, person_id, label, scopes, created_at, expires_at, last_used_at, confirmed_at, ended_at FROM access_tokens
WHERE person_id = @person_id AND kind = @kind ORDER BY token_id DESC;
