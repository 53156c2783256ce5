INSERT INTO seal_checkpoints (tree_size, root, signed_at, key_no, note) VALUES (@tree_size, @root, @signed_at, @key_no, @note);
