INSERT INTO application_moves (application_id, move_no, from_status, to_status, reason, deadline_at, actor, recorded_at)
SELECT @application_id, COALESCE(MAX(move_no), 0) + 1, @from_status, @to_status, @reason, @deadline_at, @actor, @recorded_at FROM application_moves WHERE application_id = @application_id;
