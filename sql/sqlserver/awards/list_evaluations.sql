-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT evaluation_no, kind, CONVERT(char(10), held_on, 23) AS held_on, verdict, score, conditions, CONVERT(char(10), conditions_met_on, 23) AS conditions_met_on, evaluator, evidence_sha256
FROM award_evaluations WHERE award_id = @award_id ORDER BY evaluation_no;
