-- OUTPUT: there is no RETURNING.
INSERT INTO feedback (about, about_code, fund_id, words, reply_sha256, sent_on, state) OUTPUT inserted.feedback_id
VALUES (@about, @about_code, @fund_id, @words, @reply_sha256, @sent_on, N'waiting');
