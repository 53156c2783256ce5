-- OUTPUT: there is no RETURNING.
INSERT INTO disclosure_activities (fund_id, kind, code, name, first_day, last_day, actor, recorded_at) OUTPUT inserted.activity_id
VALUES (@fund_id, @kind, @code, @name, @first_day, @last_day, @actor, @recorded_at);
