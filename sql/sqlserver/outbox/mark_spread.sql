-- Nothing where another has done it.
UPDATE outbox_events SET spread_at = @spread_at WHERE event_id = @event_id AND spread_at IS NULL;
