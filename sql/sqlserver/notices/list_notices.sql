-- Unread first, newest first among each, from a place on.
SELECT notice.notice_id, notice.read_at, event.event_id, event.kind, event.subject, event.entity, event.fund, event.organisation, event.person, event.detail, event.actor, event.recorded_at
FROM notices notice
JOIN outbox_events event ON event.event_id = notice.event_id
WHERE notice.person = @owner
ORDER BY CASE WHEN notice.read_at IS NULL THEN 0 ELSE 1 END, notice.notice_id DESC OFFSET @skipped ROWS FETCH NEXT @row_count ROWS ONLY;
