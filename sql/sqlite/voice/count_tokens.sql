-- Of every survey, batch by batch.
SELECT survey_id, batch_no, COUNT(*) AS made, SUM(is_spent) AS spent FROM survey_tokens GROUP BY survey_id, batch_no ORDER BY survey_id, batch_no;
