INSERT INTO audit_events (event_id, recorded_at, actor, act, outcome, object_type, object_id, operation_key, detail, hash)
VALUES (@event_id, @recorded_at, @actor, @act, @outcome, @object_type, @object_id, @operation_key, @detail, @hash);
