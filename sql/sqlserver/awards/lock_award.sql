-- Changes the row before it is read: two at work on one award stand in line.
UPDATE awards SET lock_count = lock_count + 1 WHERE number = @number;
