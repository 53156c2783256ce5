-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT proof_no, kind, tranche_no, amount_minor, share_points, respondents, voids, what, CONVERT(char(10), proved_on, 23) AS proved_on, evidence_sha256 FROM award_proofs WHERE award_id = @award_id ORDER BY proof_no;
