INSERT INTO review_assignments (application_id, expert_id, status, draft, save_no, actor, recorded_at)
VALUES (@application_id, @expert_id, 'assigned', @draft, 0, @actor, @recorded_at) RETURNING assignment_id;
