-- CASE: a condition is no value here.
SELECT later.entry_id, later.kind, later.reverses,
  CAST(CASE WHEN EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = later.entry_id) THEN 1 ELSE 0 END AS bigint) AS is_reversed
FROM journal_entries later WHERE later.reverses = @entry_id OR later.relates_to = @entry_id
ORDER BY later.entry_id;
