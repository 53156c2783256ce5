-- Up to these numbers entries and events came from a server, where a number may be drawn before another and written after it.
SELECT COALESCE(MAX(last_entry_id), 0) AS last_entry_id, COALESCE(MAX(last_event_id), 0) AS last_event_id FROM ledger_copies WHERE copied_from = N'sql-server';
