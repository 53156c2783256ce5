INSERT INTO organisation_bars (organisation_id, first_day, last_day, reason, actor, recorded_at)
VALUES (@organisation_id, @first_day, @last_day, @reason, @actor, @recorded_at) RETURNING bar_id;
