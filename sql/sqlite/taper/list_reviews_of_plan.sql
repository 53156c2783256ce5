SELECT plan_id, period_no, opened_on, year_no, planned_minor, proposed_minor, closed_on, decision, cap_minor, reason FROM taper_reviews WHERE plan_id = @plan_id ORDER BY period_no;
