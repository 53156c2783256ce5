SELECT submission.assignment_id, submission.submission_no, submission.application_version, submission.content, submission.content_sha256, submission.weighted, submission.actor, submission.recorded_at
FROM review_submissions submission
JOIN review_assignments assignment ON assignment.assignment_id = submission.assignment_id
JOIN applications application ON application.application_id = assignment.application_id
JOIN grant_rounds round ON round.round_id = application.round_id
WHERE (@assignment_id = 0 OR submission.assignment_id = @assignment_id) AND (@round = '' OR round.code = @round)
ORDER BY submission.assignment_id, submission.submission_no;
