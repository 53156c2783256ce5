INSERT INTO outbox_events (kind, subject, entity, fund, organisation, person, detail, actor, recorded_at)
VALUES (@kind, @subject, @entity, @fund, @organisation, @person, @detail, @actor, @recorded_at) RETURNING event_id;
