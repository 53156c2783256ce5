UPDATE taper_reviews SET closed_on = @closed_on, decision = @decision, cap_minor = @cap_minor, reason = @reason, maker = @maker, proposal_id = @proposal_id
WHERE plan_id = @plan_id AND period_no = @period_no AND closed_on IS NULL;
