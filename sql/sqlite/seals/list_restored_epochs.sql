-- First to last.
SELECT epoch_no, started_at, last_entry_id, checkpoint_size, checkpoint_root FROM epochs WHERE reason = 'restored' ORDER BY epoch_no;
