-- The first that holds a leaf; null for none.
SELECT MIN(tree_size) FROM seal_checkpoints WHERE tree_size > @leaf_no;
