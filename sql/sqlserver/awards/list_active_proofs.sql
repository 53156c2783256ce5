-- Of all awards that run. CONVERT: a day is a date here and ISO text in SQLite.
SELECT award.award_id, proof.proof_no, proof.kind, proof.tranche_no, proof.amount_minor, proof.share_points, proof.respondents, proof.voids, proof.what, CONVERT(char(10), proof.proved_on, 23) AS proved_on, proof.evidence_sha256
FROM award_proofs proof JOIN awards award ON award.award_id = proof.award_id
WHERE award.status = N'active'
ORDER BY award.award_id, proof.proof_no;
