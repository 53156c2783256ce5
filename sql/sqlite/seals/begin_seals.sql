INSERT INTO seal_state (state_id, tree_size, newest_recorded_at, lock_count) VALUES (1, 0, 0, 1);
