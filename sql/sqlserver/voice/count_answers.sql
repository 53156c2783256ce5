-- How many of each survey, or of one. COUNT_BIG: a count is a whole number of 64 bits everywhere.
SELECT survey_id, COUNT_BIG(*) AS answers FROM survey_answers WHERE @survey_id = 0 OR survey_id = @survey_id GROUP BY survey_id;
