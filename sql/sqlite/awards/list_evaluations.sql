SELECT evaluation_no, kind, held_on, verdict, score, conditions, conditions_met_on, evaluator, evidence_sha256 FROM award_evaluations WHERE award_id = @award_id ORDER BY evaluation_no;
