-- Periods whose entry made another amount payable than their support, or released another commitment than was planned, or of which more is owed than was supported; and years whose entry committed another amount.
SELECT found.subject, found.entry_id FROM (
  SELECT 'taper/' || taper.number || '/' || period.period_no AS subject, period.entry_id, period.support_minor, period.planned_minor,
    COALESCE((SELECT -SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
      WHERE line.entry_id = period.entry_id AND account.role = 'GrantsPayable' AND line.subject = 'taper/' || taper.number || '/' || period.period_no), 0) AS payable_minor,
    COALESCE((SELECT -SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
      WHERE line.entry_id = period.entry_id AND account.role = 'Committed' AND line.subject = 'taper/' || taper.number), 0) AS released_minor,
    COALESCE((SELECT -SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
      WHERE item.subject = 'taper/' || taper.number || '/' || period.period_no AND account.role = 'GrantsPayable'), 0) AS owed_minor
  FROM taper_periods period JOIN taper_plans taper ON taper.plan_id = period.plan_id WHERE period.entry_id IS NOT NULL
  UNION ALL
  SELECT 'taper/' || taper.number, approved.entry_id, 0, approved.amount_minor, 0,
    COALESCE((SELECT SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
      WHERE line.entry_id = approved.entry_id AND account.role = 'Committed' AND line.subject = 'taper/' || taper.number), 0), 0
  FROM taper_years approved JOIN taper_plans taper ON taper.plan_id = approved.plan_id WHERE approved.entry_id IS NOT NULL
) found
WHERE found.payable_minor <> found.support_minor OR found.released_minor <> found.planned_minor OR found.owed_minor > found.support_minor
ORDER BY found.entry_id;
