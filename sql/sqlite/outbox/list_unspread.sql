-- Oldest first.
SELECT event.event_id, event.kind, event.subject, event.entity, event.fund, event.organisation, event.person, event.detail, event.actor, event.recorded_at
FROM outbox_events event WHERE event.spread_at IS NULL ORDER BY event.event_id LIMIT @row_count;
