UPDATE access_tokens SET ended_at = @ended_at WHERE person_id = @person_id AND (@kind = '' OR kind = @kind) AND token_id <> @except AND ended_at IS NULL;
