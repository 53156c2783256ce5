SELECT objection_no, raised_on, raised_by, content, answered_on, answer, is_upheld FROM award_objections WHERE award_id = @award_id ORDER BY objection_no;
