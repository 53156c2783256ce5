SELECT feedback_id FROM feedback WHERE reply_sha256 = @reply_sha256;
