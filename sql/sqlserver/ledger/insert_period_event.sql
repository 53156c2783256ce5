INSERT INTO period_events (entity_id, period, closing_no, from_status, to_status, actor, checked_by, reason, recorded_at)
VALUES (@entity_id, @period, @closing_no, @from_status, @to_status, @actor, @checked_by, @reason, @recorded_at);
