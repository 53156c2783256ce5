-- The last ones, last first.
SELECT TOP (@row_count) tree_size, root, signed_at, key_no, note FROM seal_checkpoints ORDER BY tree_size DESC;
