-- Plans that run, of whose promised periods none is to be released and nothing is owed.
SELECT taper.plan_id FROM taper_plans taper
WHERE taper.status = 'agreed' AND NOT EXISTS (SELECT 1 FROM taper_periods period WHERE period.plan_id = taper.plan_id AND period.status = 'planned')
  AND NOT EXISTS (SELECT 1 FROM taper_periods owed JOIN open_items item ON item.subject = 'taper/' || taper.number || '/' || owed.period_no JOIN accounts account ON account.account_id = item.account_id
    WHERE owed.plan_id = taper.plan_id AND owed.status = 'released' AND account.role = 'GrantsPayable' AND item.amount_minor <> 0)
ORDER BY taper.plan_id;
