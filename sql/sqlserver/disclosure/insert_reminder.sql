INSERT INTO disclosure_reminders (item_key, due_on, stage, day, actor, recorded_at) VALUES (@item_key, @due_on, @stage, @day, @actor, @recorded_at);
