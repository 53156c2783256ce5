-- The next number belongs to this transaction: there is one writer.
SELECT COALESCE(MAX(event_id), 0) + 1 FROM audit_events;
