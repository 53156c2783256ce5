-- Plans of which something else is committed than what was planned for the periods that are not released; of one that is over, nothing is.
SELECT found.number FROM (
  SELECT taper.number, taper.status,
    COALESCE((SELECT SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
      WHERE item.subject = CONCAT(N'taper/', taper.number) COLLATE Latin1_General_BIN2 AND account.role = N'Committed'), 0) AS committed_minor,
    COALESCE((SELECT SUM(period.planned_minor) FROM taper_periods period WHERE period.plan_id = taper.plan_id AND period.status = N'planned'), 0) AS planned_minor,
    (SELECT COUNT(*) FROM taper_periods period WHERE period.plan_id = taper.plan_id AND period.status = N'planned') AS planned_count
  FROM taper_plans taper
) found
WHERE found.committed_minor <> found.planned_minor OR (found.status <> N'agreed' AND found.planned_count > 0)
ORDER BY found.number;
