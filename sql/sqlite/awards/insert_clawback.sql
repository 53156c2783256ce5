INSERT INTO clawbacks (award_id, clawback_no, amount_minor, instalments, reason, claimed_on, entry_id, maker, proposal_id, recorded_at)
VALUES (@award_id, @clawback_no, @amount_minor, @instalments, @reason, @claimed_on, @entry_id, @maker, @proposal_id, @recorded_at);
