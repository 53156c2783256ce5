-- Of one number, or all; the newest first. CONVERT: a day is a date here and ISO text in SQLite.
SELECT feedback_id, about, about_code, fund_id, words, CONVERT(char(10), sent_on, 23) AS sent_on, answer, CONVERT(char(10), answered_on, 23) AS answered_on, answered_by, state
FROM feedback WHERE @feedback_id = 0 OR feedback_id = @feedback_id ORDER BY feedback_id DESC;
