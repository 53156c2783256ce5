UPDATE access_tokens SET ended_at = @ended_at WHERE token_id = @token_id AND COALESCE(person_id, N'') = @person_id AND ended_at IS NULL;
