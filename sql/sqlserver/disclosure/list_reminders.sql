-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT item_key, CONVERT(char(10), due_on, 23) AS due_on, stage FROM disclosure_reminders WHERE due_on BETWEEN @first_day AND @last_day ORDER BY item_key, disclosure_reminders.due_on, stage;
