-- OUTPUT: there is no RETURNING.
INSERT INTO organisation_bars (organisation_id, first_day, last_day, reason, actor, recorded_at) OUTPUT inserted.bar_id
VALUES (@organisation_id, @first_day, @last_day, @reason, @actor, @recorded_at);
