SELECT plan_id, year_no, amount_minor, entry_id, evaluation, decision, approved_on, reason, maker, proposal_id, recorded_at FROM taper_years WHERE plan_id = @plan_id ORDER BY year_no;
