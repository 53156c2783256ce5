-- Promised, not released and due by a day: nothing of them is owed or paid. CONVERT: a day is a date here and ISO text in SQLite.
SELECT period.plan_id, period.period_no, period.year_no, CONVERT(char(10), period.due_on, 23) AS due_on, period.planned_minor, period.status, period.held_why, period.actual_minor, period.result_versions, period.support_minor, period.lapsed_minor,
  period.entry_id, CONVERT(char(10), period.released_on, 23) AS released_on, CAST(0 AS bigint) AS borne_minor, CAST(0 AS bigint) AS owed_minor, CAST(NULL AS nvarchar(20)) AS payment_status
FROM taper_periods period JOIN taper_plans taper ON taper.plan_id = period.plan_id
WHERE period.status = N'planned' AND period.due_on <= CAST(@day AS date) AND taper.status = N'agreed'
ORDER BY period.plan_id, period.period_no;
