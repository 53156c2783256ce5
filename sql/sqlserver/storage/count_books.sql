-- What the books hold, in one row. COUNT_BIG: COUNT is an int.
SELECT
  (SELECT COUNT_BIG(*) FROM journal_entries) AS entry_count,
  (SELECT COALESCE(MAX(entry_id), 0) FROM journal_entries) AS last_entry_id,
  (SELECT COUNT_BIG(*) FROM audit_events) AS event_count,
  (SELECT COUNT_BIG(*) FROM operations) AS operation_count,
  (SELECT COALESCE(MAX(tree_size), 0) FROM seal_state) AS sealed_count,
  (SELECT COALESCE(MAX(tree_size), 0) FROM seal_checkpoints) AS checkpoint_size;
