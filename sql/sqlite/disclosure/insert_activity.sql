INSERT INTO disclosure_activities (fund_id, kind, code, name, first_day, last_day, actor, recorded_at)
VALUES (@fund_id, @kind, @code, @name, @first_day, @last_day, @actor, @recorded_at) RETURNING activity_id;
