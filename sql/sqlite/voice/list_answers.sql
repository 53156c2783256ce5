-- Equal ones together: what is alike is counted, and no one of them is told from another.
SELECT marks, COUNT(*) AS answers FROM survey_answers WHERE survey_id = @survey_id GROUP BY marks ORDER BY marks;
