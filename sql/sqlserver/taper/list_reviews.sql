-- Of all plans. CONVERT: a day is a date here and ISO text in SQLite.
SELECT plan_id, period_no, CONVERT(char(10), opened_on, 23) AS opened_on, year_no, planned_minor, proposed_minor, CONVERT(char(10), closed_on, 23) AS closed_on, decision, cap_minor, reason FROM taper_reviews ORDER BY plan_id, period_no;
