INSERT INTO epochs (epoch_no, reason, started_at, last_entry_id, last_entry_hash, checkpoint_size, checkpoint_root)
SELECT COALESCE(MAX(epoch_no), 0) + 1, @reason, @started_at, @last_entry_id, @last_entry_hash,
  (SELECT MAX(tree_size) FROM seal_checkpoints), (SELECT root FROM seal_checkpoints WHERE tree_size = (SELECT MAX(tree_size) FROM seal_checkpoints))
FROM epochs;
