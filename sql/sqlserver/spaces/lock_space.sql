-- Changes the row before it is read: two at work on one space stand in line.
UPDATE spaces SET lock_count = lock_count + 1 WHERE code = @code;
