SELECT item_key, due_on, stage FROM disclosure_reminders WHERE due_on BETWEEN @first_day AND @last_day ORDER BY item_key, due_on, stage;
