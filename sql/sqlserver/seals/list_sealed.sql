-- Every leaf with the hash of its entry, in the order of leaves; null where the entry is gone.
SELECT leaf.leaf_no, leaf.entry_id, entry.hash, entry.recorded_at FROM seal_leaves leaf LEFT JOIN journal_entries entry ON entry.entry_id = leaf.entry_id ORDER BY leaf.leaf_no;
