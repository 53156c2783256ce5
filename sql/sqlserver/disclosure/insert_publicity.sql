INSERT INTO fund_publicity (fund_id, version_no, is_shown, reason, actor, recorded_at)
VALUES (@fund_id, @version_no, @is_shown, @reason, @actor, @recorded_at);
