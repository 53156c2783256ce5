SELECT proof_id, fund_id, proved_on, currency, amount_minor, what, evidence_sha256, maker, proposal_id FROM cofunding_proofs
WHERE @fund_id = 0 OR fund_id = @fund_id ORDER BY proof_id;
