-- Of all plans.
SELECT plan_id, period_no, opened_on, year_no, planned_minor, proposed_minor, closed_on, decision, cap_minor, reason FROM taper_reviews ORDER BY plan_id, period_no;
