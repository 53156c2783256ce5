-- Those that moved balances on that day and were not taken back.
SELECT entry.entry_id
FROM journal_entries entry
WHERE entry.entity_id = @entity_id AND entry.occurred_on = @first_day AND entry.kind = 'chart-converted' AND entry.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id)
ORDER BY entry.entry_id;
