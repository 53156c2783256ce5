-- Changes the row before it is read: of two who work on it at once the second sees what the first made of it.
UPDATE surveys SET lock_count = lock_count + 1 WHERE code = @code;
