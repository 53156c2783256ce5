INSERT INTO fund_events (fund_id, from_status, to_status, actor, checked_by, reason, recorded_at)
VALUES (@fund_id, @from_status, @to_status, @actor, @checked_by, @reason, @recorded_at);
