-- OUTPUT: there is no RETURNING.
INSERT INTO review_assignments (application_id, expert_id, status, draft, save_no, actor, recorded_at)
OUTPUT inserted.assignment_id
VALUES (@application_id, @expert_id, N'assigned', @draft, 0, @actor, @recorded_at);
