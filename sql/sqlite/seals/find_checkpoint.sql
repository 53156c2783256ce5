SELECT tree_size, root, signed_at, key_no, note FROM seal_checkpoints WHERE tree_size = @tree_size;
