UPDATE access_tokens SET ended_at = @ended_at WHERE kind = 'first-run' AND ended_at IS NULL;
