DELETE FROM notices WHERE event_id IN (SELECT event_id FROM outbox_events WHERE recorded_at < @before);
