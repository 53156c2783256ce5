SELECT event_no, from_status, to_status, reason, actor, recorded_at FROM review_events WHERE assignment_id = @assignment_id ORDER BY event_no;
