-- Last recorded first, from a cursor down. An empty filter lets everything pass.
SELECT event_id, recorded_at, actor, act, outcome, object_type, object_id, operation_key, detail, hash FROM audit_events
WHERE event_id < @before_event AND recorded_at >= @first_moment AND recorded_at < @before_moment
  AND (@actor = '' OR actor = @actor) AND (@act = '' OR act = @act) AND (@outcome = '' OR outcome = @outcome)
  AND (@object_type = '' OR object_type = @object_type) AND (@object_id = '' OR object_id = @object_id)
ORDER BY event_id DESC LIMIT @row_count;
