-- The first entry recorded before a moment that was never sealed, although later ones were; no row when there is none.
SELECT TOP 1 entry.entry_id FROM journal_entries entry
WHERE entry.recorded_at < @before AND NOT EXISTS (SELECT 1 FROM seal_leaves leaf WHERE leaf.entry_id = entry.entry_id)
ORDER BY entry.entry_id;
