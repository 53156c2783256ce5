SELECT assignment.assignment_id, assignment.application_id, assignment.expert_id, assignment.status, assignment.draft, assignment.save_no, assignment.recorded_at, application.number
FROM review_assignments assignment
JOIN applications application ON application.application_id = assignment.application_id
JOIN grant_rounds round ON round.round_id = application.round_id
WHERE (@assignment_id = 0 OR assignment.assignment_id = @assignment_id) AND (@expert_id = 0 OR assignment.expert_id = @expert_id) AND (@round = N'' OR round.code = @round)
ORDER BY application.number, assignment.assignment_id;
