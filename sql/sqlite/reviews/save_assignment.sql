UPDATE review_assignments SET draft = @draft, save_no = save_no + 1 WHERE assignment_id = @assignment_id;
