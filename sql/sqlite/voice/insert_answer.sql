INSERT INTO survey_answers (survey_id, answer_key, marks) VALUES (@survey_id, @answer_key, @marks);
