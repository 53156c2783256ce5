INSERT INTO cofunding_proofs (fund_id, proved_on, currency, amount_minor, what, evidence_sha256, maker, proposal_id, recorded_at)
VALUES (@fund_id, @proved_on, @currency, @amount_minor, @what, @evidence_sha256, @maker, @proposal_id, @recorded_at) RETURNING proof_id;
