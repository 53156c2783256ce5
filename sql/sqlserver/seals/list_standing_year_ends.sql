-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT entry.entity_id, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.entry_id
FROM journal_entries entry
WHERE entry.kind = 'year-closed' AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id)
ORDER BY entry.entity_id, entry.occurred_on, entry.entry_id;
