-- How many of each survey, or of one.
SELECT survey_id, COUNT(*) AS answers FROM survey_answers WHERE @survey_id = 0 OR survey_id = @survey_id GROUP BY survey_id;
