-- The latest of all moments, by its index. With several nodes the highest number need not be the latest moment: it was drawn before the commit.
SELECT COALESCE(MAX(recorded_at), 0) FROM (
  SELECT MAX(recorded_at) AS recorded_at FROM journal_entries
  UNION ALL SELECT MAX(recorded_at) FROM audit_events
  UNION ALL SELECT MAX(started_at) FROM epochs
  UNION ALL SELECT MAX(recorded_at) FROM bank_matches
  UNION ALL SELECT MAX(recorded_at) FROM bank_unmatches
  UNION ALL SELECT MAX(recorded_at) FROM bank_line_events
  UNION ALL SELECT MAX(recorded_at) FROM bank_reconciliations
  UNION ALL SELECT MAX(recorded_at) FROM bank_reconciliation_unlocks
) moments;
