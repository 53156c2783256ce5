INSERT INTO surveys (code, kind, about, about_code, fund_id, title, first_day, last_day, open_from, open_until, ways, quorum, terms, phone_key, actor, recorded_at, status, lock_count)
VALUES (@code, @kind, @about, @about_code, @fund_id, @title, @first_day, @last_day, @open_from, @open_until, @ways, @quorum, @terms, @phone_key, @actor, @recorded_at, 'open', 0) RETURNING survey_id;
