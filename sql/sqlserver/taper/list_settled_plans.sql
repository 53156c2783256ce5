-- Plans that run, of whose promised periods none is to be released and nothing is owed.
SELECT taper.plan_id FROM taper_plans taper
WHERE taper.status = N'agreed' AND NOT EXISTS (SELECT 1 FROM taper_periods period WHERE period.plan_id = taper.plan_id AND period.status = N'planned')
  AND NOT EXISTS (SELECT 1 FROM taper_periods owed JOIN open_items item ON item.subject = CONCAT(N'taper/', taper.number, N'/', owed.period_no) COLLATE Latin1_General_BIN2 JOIN accounts account ON account.account_id = item.account_id
    WHERE owed.plan_id = taper.plan_id AND owed.status = N'released' AND account.role = N'GrantsPayable' AND item.amount_minor <> 0)
ORDER BY taper.plan_id;
