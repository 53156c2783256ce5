-- An entry that is not sealed, among those recorded since a moment before which nothing can still be under way; no row when all are.
SELECT TOP 1 entry.entry_id, entry.recorded_at FROM journal_entries entry
WHERE entry.recorded_at >= @since AND NOT EXISTS (SELECT 1 FROM seal_leaves leaf WHERE leaf.entry_id = entry.entry_id)
ORDER BY entry.recorded_at, entry.entry_id;
