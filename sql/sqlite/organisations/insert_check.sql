INSERT INTO qualification_checks (qualification_id, check_no, is_verified, reason, actor, recorded_at)
SELECT @qualification_id, COALESCE(MAX(check_no), 0) + 1, @is_verified, @reason, @actor, @recorded_at FROM qualification_checks WHERE qualification_id = @qualification_id;
