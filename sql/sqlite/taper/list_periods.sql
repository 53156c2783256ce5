-- Of all plans.
SELECT period.plan_id, period.period_no, period.year_no, period.due_on, period.planned_minor, period.status, period.held_why, period.actual_minor, period.result_versions, period.support_minor, period.lapsed_minor,
  period.entry_id, period.released_on,
  COALESCE((SELECT SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.subject = 'taper/' || taper.number || '/' || period.period_no AND line.subject <> '' AND account.role = 'GrantsExpense'), 0) AS borne_minor,
  COALESCE((SELECT -SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
    WHERE item.subject = 'taper/' || taper.number || '/' || period.period_no AND account.role = 'GrantsPayable'), 0) AS owed_minor,
  (SELECT payment.status FROM payments payment WHERE payment.subject = 'taper/' || taper.number || '/' || period.period_no ORDER BY payment.order_id DESC LIMIT 1) AS payment_status
FROM taper_periods period JOIN taper_plans taper ON taper.plan_id = period.plan_id
ORDER BY period.plan_id, period.period_no;
