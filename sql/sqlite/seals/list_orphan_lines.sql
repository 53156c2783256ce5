-- Lines whose entry is not there.
SELECT DISTINCT line.entry_id FROM journal_lines line
WHERE NOT EXISTS (SELECT 1 FROM journal_entries entry WHERE entry.entry_id = line.entry_id)
ORDER BY line.entry_id;
