SELECT answer_no, question, answer, makes_ineligible, actor, recorded_at FROM application_eligibility WHERE application_id = @application_id ORDER BY answer_no;
