SELECT from_status, to_status, actor, checked_by, reason, recorded_at FROM fund_events WHERE fund_id = @fund_id ORDER BY event_id DESC;
