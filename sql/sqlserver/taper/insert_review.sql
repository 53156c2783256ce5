INSERT INTO taper_reviews (plan_id, period_no, opened_on, year_no, planned_minor, proposed_minor, recorded_at)
VALUES (@plan_id, @period_no, @opened_on, @year_no, @planned_minor, @proposed_minor, @recorded_at);
