-- The first that seals an entry.
SELECT tree_size, root, signed_at FROM seal_checkpoints WHERE tree_size > (SELECT leaf_no FROM seal_leaves WHERE entry_id = @entry_id) ORDER BY tree_size LIMIT 1;
