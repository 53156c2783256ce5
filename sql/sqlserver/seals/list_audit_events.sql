SELECT event_id, recorded_at, actor, act, outcome, object_type, object_id, operation_key, detail, hash FROM audit_events ORDER BY event_id;
