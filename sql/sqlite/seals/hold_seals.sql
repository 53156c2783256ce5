UPDATE seal_state SET lock_count = lock_count + 1 WHERE state_id = 1;
