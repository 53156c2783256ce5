INSERT INTO review_conflicts (application_id, expert_id, kind, actor, recorded_at) VALUES (@application_id, @expert_id, @kind, @actor, @recorded_at);
