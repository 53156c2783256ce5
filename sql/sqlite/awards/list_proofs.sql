SELECT proof_no, kind, tranche_no, amount_minor, share_points, respondents, voids, what, proved_on, evidence_sha256 FROM award_proofs WHERE award_id = @award_id ORDER BY proof_no;
