INSERT INTO survey_tokens (token_sha256, survey_id, batch_no, is_spent) VALUES (@token_sha256, @survey_id, @batch_no, 0);
