-- Promised, not released and due by a day: nothing of them is owed or paid.
SELECT period.plan_id, period.period_no, period.year_no, period.due_on, period.planned_minor, period.status, period.held_why, period.actual_minor, period.result_versions, period.support_minor, period.lapsed_minor,
  period.entry_id, period.released_on, 0 AS borne_minor, 0 AS owed_minor, NULL AS payment_status
FROM taper_periods period JOIN taper_plans taper ON taper.plan_id = period.plan_id
WHERE period.status = 'planned' AND period.due_on <= @day AND taper.status = 'agreed'
ORDER BY period.plan_id, period.period_no;
