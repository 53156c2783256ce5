SELECT leaf.leaf_no, entry.hash FROM seal_leaves leaf JOIN journal_entries entry ON entry.entry_id = leaf.entry_id WHERE leaf.entry_id = @entry_id;
