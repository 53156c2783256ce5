-- The latest of all moments, by its index. With several nodes the highest number need not be the latest moment: it was drawn before the commit.
SELECT COALESCE(MAX(recorded_at), 0) FROM (
  SELECT MAX(recorded_at) AS recorded_at FROM journal_entries
  UNION ALL SELECT MAX(recorded_at) FROM audit_events
  UNION ALL SELECT MAX(started_at) FROM epochs
) moments;
