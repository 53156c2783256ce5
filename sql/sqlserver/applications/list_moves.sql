SELECT move_no, from_status, to_status, reason, deadline_at, actor, recorded_at FROM application_moves WHERE application_id = @application_id ORDER BY move_no;
