INSERT INTO award_evaluations (award_id, evaluation_no, kind, held_on, verdict, score, conditions, evaluator, evidence_sha256, recorded_by, recorded_at)
VALUES (@award_id, @evaluation_no, @kind, @held_on, @verdict, @score, @conditions, @evaluator, @evidence_sha256, @recorded_by, @recorded_at);
