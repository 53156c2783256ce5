-- Whoever works on a programme changes its row first: a server lets the next one wait until the transaction ends. No hint needed.
UPDATE matching_programmes SET lock_count = lock_count + 1 WHERE programme_id = @programme_id;
