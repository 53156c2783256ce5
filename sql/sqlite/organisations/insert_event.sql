INSERT INTO organisation_events (organisation_id, event_no, kind, day, reason, actor, recorded_at)
VALUES (@organisation_id, @event_no, @kind, @day, @reason, @actor, @recorded_at);
