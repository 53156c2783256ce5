-- Entries that have a line of a fund and are not among so many that were sealed first.
SELECT COUNT(*) FROM journal_entries entry
WHERE EXISTS (SELECT 1 FROM journal_lines line WHERE line.entry_id = entry.entry_id AND line.fund_id = @fund_id)
  AND NOT EXISTS (SELECT 1 FROM seal_leaves leaf WHERE leaf.entry_id = entry.entry_id AND leaf.leaf_no < @tree_size);
