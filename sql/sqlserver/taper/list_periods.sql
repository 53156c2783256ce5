-- Of all plans. CONVERT: a day is a date here and ISO text in SQLite.
SELECT period.plan_id, period.period_no, period.year_no, CONVERT(char(10), period.due_on, 23) AS due_on, period.planned_minor, period.status, period.held_why, period.actual_minor, period.result_versions, period.support_minor, period.lapsed_minor,
  period.entry_id, CONVERT(char(10), period.released_on, 23) AS released_on,
  COALESCE((SELECT SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.subject = CONCAT(N'taper/', taper.number, N'/', period.period_no) COLLATE Latin1_General_BIN2 AND line.subject <> N'' AND account.role = N'GrantsExpense'), 0) AS borne_minor,
  COALESCE((SELECT -SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
    WHERE item.subject = CONCAT(N'taper/', taper.number, N'/', period.period_no) COLLATE Latin1_General_BIN2 AND account.role = N'GrantsPayable'), 0) AS owed_minor,
  (SELECT TOP 1 payment.status FROM payments payment WHERE payment.subject = CONCAT(N'taper/', taper.number, N'/', period.period_no) COLLATE Latin1_General_BIN2 ORDER BY payment.order_id DESC) AS payment_status
FROM taper_periods period JOIN taper_plans taper ON taper.plan_id = period.plan_id
ORDER BY period.plan_id, period.period_no;
