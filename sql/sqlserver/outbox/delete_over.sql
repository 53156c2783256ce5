-- What nobody has a notice of and nothing is kept of that was sent for it.
DELETE FROM outbox_events WHERE spread_at < @before
  AND NOT EXISTS (SELECT 1 FROM notices WHERE notices.event_id = outbox_events.event_id) AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.event_id = outbox_events.event_id);
