SELECT event.event_id, event.kind, event.subject, event.entity, event.fund, event.organisation, event.person, event.detail, event.actor, event.recorded_at
FROM outbox_events event WHERE event.event_id = @event_id;
