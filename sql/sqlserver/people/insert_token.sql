-- OUTPUT: there is no RETURNING.
INSERT INTO access_tokens (kind, token_key, person_id, label, scopes, created_at, expires_at, last_used_at, confirmed_at)
OUTPUT inserted.token_id
VALUES (@kind, @token_key, @person_id, @label, @scopes, @created_at, @expires_at, @created_at, @confirmed_at);
