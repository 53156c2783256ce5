INSERT INTO award_proofs (award_id, proof_no, kind, tranche_no, amount_minor, share_points, respondents, voids, what, proved_on, evidence_sha256, maker, proposal_id, recorded_at)
VALUES (@award_id, @proof_no, @kind, @tranche_no, @amount_minor, @share_points, @respondents, @voids, @what, @proved_on, @evidence_sha256, @maker, @proposal_id, @recorded_at);
