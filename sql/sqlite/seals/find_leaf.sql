SELECT leaf_no FROM seal_leaves WHERE entry_id = @entry_id;
