-- Own ones were posted here; others came with another ledger's journal, whose closings of months did not come along.
-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT entry.entity_id, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.entry_id,
  CONVERT(bigint, CASE WHEN EXISTS (SELECT 1 FROM operations made WHERE made.operation_key = entry.operation_key AND made.operation = N'close-year-part') THEN 1 ELSE 0 END) AS is_own
FROM journal_entries entry
WHERE entry.kind = 'year-closed' AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id)
ORDER BY entry.entity_id, entry.occurred_on, entry.entry_id;
