SELECT entry.hash FROM seal_leaves leaf JOIN journal_entries entry ON entry.entry_id = leaf.entry_id
WHERE leaf.leaf_no >= @first_leaf AND leaf.leaf_no < @end_leaf
ORDER BY leaf.leaf_no;
