UPDATE access_tokens SET label = NULL WHERE label IS NOT NULL AND COALESCE(ended_at, expires_at) < @before;
