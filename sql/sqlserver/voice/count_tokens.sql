-- Of every survey, batch by batch. COUNT_BIG: the counts are whole numbers of 64 bits everywhere.
SELECT survey_id, batch_no, COUNT_BIG(*) AS made, SUM(is_spent) AS spent FROM survey_tokens GROUP BY survey_id, batch_no ORDER BY survey_id, batch_no;
