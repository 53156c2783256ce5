-- Of all awards that run.
SELECT award.award_id, one.evaluation_no, one.kind, one.held_on, one.verdict, one.score, one.conditions, one.conditions_met_on, one.evaluator, one.evidence_sha256
FROM award_evaluations one JOIN awards award ON award.award_id = one.award_id
WHERE award.status = 'active'
ORDER BY award.award_id, one.evaluation_no;
