-- Changes the row before it is read: two at work on one plan stand in line.
UPDATE taper_plans SET lock_count = lock_count + 1 WHERE number = @number;
