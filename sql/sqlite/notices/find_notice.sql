SELECT notice.notice_id, notice.read_at, event.event_id, event.kind, event.subject, event.entity, event.fund, event.organisation, event.person, event.detail, event.actor, event.recorded_at
FROM notices notice
JOIN outbox_events event ON event.event_id = notice.event_id
WHERE notice.notice_id = @notice_id AND notice.person = @owner;
