-- Changes the row before it is read: two acts on one review stand in line.
UPDATE review_assignments SET save_no = save_no WHERE assignment_id = @assignment_id;
