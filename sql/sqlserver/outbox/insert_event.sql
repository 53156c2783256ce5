-- OUTPUT: there is no RETURNING.
INSERT INTO outbox_events (kind, subject, entity, fund, organisation, person, detail, actor, recorded_at)
OUTPUT inserted.event_id
VALUES (@kind, @subject, @entity, @fund, @organisation, @person, @detail, @actor, @recorded_at);
