-- The next entries that are not sealed, in the order they were recorded.
INSERT INTO seal_leaves (leaf_no, entry_id)
SELECT @first_leaf + ROW_NUMBER() OVER (ORDER BY unsealed.recorded_at, unsealed.entry_id) - 1, unsealed.entry_id
FROM (
  SELECT entry.entry_id, entry.recorded_at FROM journal_entries entry
  WHERE entry.recorded_at >= @since AND NOT EXISTS (SELECT 1 FROM seal_leaves leaf WHERE leaf.entry_id = entry.entry_id)
  ORDER BY entry.recorded_at, entry.entry_id LIMIT @row_count) AS unsealed;
