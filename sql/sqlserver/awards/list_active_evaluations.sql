-- Of all awards that run. CONVERT: a day is a date here and ISO text in SQLite.
SELECT award.award_id, one.evaluation_no, one.kind, CONVERT(char(10), one.held_on, 23) AS held_on, one.verdict, one.score, one.conditions, CONVERT(char(10), one.conditions_met_on, 23) AS conditions_met_on, one.evaluator, one.evidence_sha256
FROM award_evaluations one JOIN awards award ON award.award_id = one.award_id
WHERE award.status = N'active'
ORDER BY award.award_id, one.evaluation_no;
