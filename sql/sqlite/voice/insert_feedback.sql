INSERT INTO feedback (about, about_code, fund_id, words, reply_sha256, sent_on, state)
VALUES (@about, @about_code, @fund_id, @words, @reply_sha256, @sent_on, 'waiting') RETURNING feedback_id;
