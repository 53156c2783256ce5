UPDATE seal_state SET tree_size = @tree_size, newest_recorded_at = (
  SELECT MAX(entry.recorded_at) FROM journal_entries entry JOIN seal_leaves leaf ON leaf.entry_id = entry.entry_id WHERE leaf.leaf_no >= @first_leaf)
WHERE state_id = 1 AND EXISTS (SELECT 1 FROM seal_leaves WHERE leaf_no >= @first_leaf);
