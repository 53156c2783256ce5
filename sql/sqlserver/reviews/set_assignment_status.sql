UPDATE review_assignments SET status = @status WHERE assignment_id = @assignment_id;
