INSERT INTO review_submissions (assignment_id, submission_no, application_version, content, content_sha256, weighted, actor, recorded_at)
SELECT @assignment_id, COALESCE(MAX(submission_no), 0) + 1, @application_version, @content, @content_sha256, @weighted, @actor, @recorded_at FROM review_submissions WHERE assignment_id = @assignment_id;
