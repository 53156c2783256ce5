-- OUTPUT: there is no RETURNING.
INSERT INTO cofunding_proofs (fund_id, proved_on, currency, amount_minor, what, evidence_sha256, maker, proposal_id, recorded_at)
OUTPUT inserted.proof_id
VALUES (@fund_id, @proved_on, @currency, @amount_minor, @what, @evidence_sha256, @maker, @proposal_id, @recorded_at);
