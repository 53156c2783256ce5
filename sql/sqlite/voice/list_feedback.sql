-- Of one number, or all; the newest first.
SELECT feedback_id, about, about_code, fund_id, words, sent_on, answer, answered_on, answered_by, state
FROM feedback WHERE @feedback_id = 0 OR feedback_id = @feedback_id ORDER BY feedback_id DESC;
