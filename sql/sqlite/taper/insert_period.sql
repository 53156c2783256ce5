INSERT INTO taper_periods (plan_id, period_no, year_no, first_day, last_day, due_on, planned_minor, status)
VALUES (@plan_id, @period_no, @year_no, @first_day, @last_day, @due_on, @planned_minor, 'planned');
