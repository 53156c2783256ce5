-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT proof_id, fund_id, CONVERT(char(10), proved_on, 23) AS proved_on, currency, amount_minor, what, evidence_sha256, maker, proposal_id FROM cofunding_proofs
WHERE @fund_id = 0 OR fund_id = @fund_id ORDER BY proof_id;
