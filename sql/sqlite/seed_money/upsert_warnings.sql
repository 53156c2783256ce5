INSERT INTO seed_money_warnings (entity_id, first_days, last_days) VALUES (@entity_id, @first_days, @last_days)
ON CONFLICT (entity_id) DO UPDATE SET first_days = excluded.first_days, last_days = excluded.last_days;
