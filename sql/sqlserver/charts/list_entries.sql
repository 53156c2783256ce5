-- CAST: a day is a date here and ISO text in SQLite.
-- Those that moved balances on that day and were not taken back.
SELECT entry.entry_id
FROM journal_entries entry
WHERE entry.entity_id = @entity_id AND entry.occurred_on = CAST(@first_day AS date) AND entry.kind = N'chart-converted' AND entry.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id)
ORDER BY entry.entry_id;
