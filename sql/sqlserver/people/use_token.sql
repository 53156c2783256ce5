-- Only a good one is used; when it was confirmed stays unless it is confirmed now.
UPDATE access_tokens SET last_used_at = @used_at, confirmed_at = CASE WHEN @is_confirmed = 1 THEN @used_at ELSE confirmed_at END
WHERE token_id = @token_id AND person_id = @person_id AND ended_at IS NULL AND expires_at > @used_at;
