SELECT token_id, kind, person_id, label, scopes, created_at, expires_at, last_used_at, confirmed_at, ended_at FROM access_tokens
WHERE token_key = @token_key AND kind = @kind;
