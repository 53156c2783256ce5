INSERT INTO disclosure_exemptions (item_id, reason, decided_on, maker, proposal_id, recorded_at) VALUES (@item_id, @reason, @decided_on, @maker, @proposal_id, @recorded_at);
