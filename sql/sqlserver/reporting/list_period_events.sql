-- What became of an entity's months, as it happened.
SELECT period, closing_no, from_status, to_status, actor, checked_by, reason, recorded_at
FROM period_events WHERE entity_id = @entity_id AND period BETWEEN @first_period AND @last_period
ORDER BY event_id;
