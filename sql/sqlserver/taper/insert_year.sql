INSERT INTO taper_years (plan_id, year_no, amount_minor, entry_id, evaluation, decision, approved_on, reason, maker, proposal_id, recorded_at)
VALUES (@plan_id, @year_no, @amount_minor, @entry_id, @evaluation, @decision, @approved_on, @reason, @maker, @proposal_id, @recorded_at);
