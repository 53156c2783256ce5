INSERT INTO resident_votes (application_id, vote_no, held_on, entitled, votes_for, votes_against, abstained, evidence_sha256, actor, recorded_at)
SELECT @application_id, COALESCE(MAX(vote_no), 0) + 1, @held_on, @entitled, @votes_for, @votes_against, @abstained, @evidence_sha256, @actor, @recorded_at FROM resident_votes WHERE application_id = @application_id;
