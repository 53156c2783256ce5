-- Operations are recorded later than all before them, and so are their entries and events.
SELECT COALESCE(MAX(recorded_at), 0) FROM (
  SELECT recorded_at FROM (SELECT recorded_at FROM journal_entries ORDER BY entry_id DESC LIMIT 1)
  UNION ALL SELECT recorded_at FROM (SELECT recorded_at FROM audit_events ORDER BY event_id DESC LIMIT 1)
  UNION ALL SELECT MAX(started_at) FROM epochs
  UNION ALL SELECT recorded_at FROM (SELECT recorded_at FROM bank_matches ORDER BY match_id DESC LIMIT 1)
  UNION ALL SELECT MAX(recorded_at) FROM bank_unmatches
  UNION ALL SELECT MAX(recorded_at) FROM bank_line_events
  UNION ALL SELECT MAX(recorded_at) FROM bank_reconciliations
  UNION ALL SELECT MAX(recorded_at) FROM bank_reconciliation_unlocks
);
