SELECT tree_size, newest_recorded_at FROM seal_state WHERE state_id = 1;
