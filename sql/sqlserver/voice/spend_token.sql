UPDATE survey_tokens SET is_spent = 1 WHERE token_sha256 = @token_sha256 AND survey_id = @survey_id AND is_spent = 0;
