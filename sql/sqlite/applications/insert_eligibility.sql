INSERT INTO application_eligibility (application_id, answer_no, question, answer, makes_ineligible, actor, recorded_at)
SELECT @application_id, COALESCE(MAX(answer_no), 0) + 1, @question, @answer, @makes_ineligible, @actor, @recorded_at FROM application_eligibility WHERE application_id = @application_id;
