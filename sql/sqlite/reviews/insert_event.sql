INSERT INTO review_events (assignment_id, event_no, from_status, to_status, reason, actor, recorded_at)
SELECT @assignment_id, COALESCE(MAX(event_no), 0) + 1, @from_status, @to_status, @reason, @actor, @recorded_at FROM review_events WHERE assignment_id = @assignment_id;
