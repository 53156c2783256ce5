-- Equal ones together: what is alike is counted, and no one of them is told from another. COUNT_BIG: a count is a whole number of 64 bits everywhere.
SELECT marks, COUNT_BIG(*) AS answers FROM survey_answers WHERE survey_id = @survey_id GROUP BY marks ORDER BY marks;
