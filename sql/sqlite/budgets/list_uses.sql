-- What was charged to each envelope: the costs of entries that stand, and how much of them is still owed.
WITH charged AS (
  SELECT used.entry_id, used.code FROM envelope_uses used
  WHERE used.fund_id = @fund_id AND used.year = @year AND NOT EXISTS (SELECT 1 FROM journal_entries reversal WHERE reversal.reverses = used.entry_id)
)
SELECT charged.code, SUM(line.amount_minor) AS cost_minor, 0 AS owed_minor
FROM charged
JOIN journal_lines line ON line.entry_id = charged.entry_id
JOIN accounts account ON account.account_id = line.account_id
WHERE account.type = 'cost'
GROUP BY charged.code
UNION ALL
SELECT charged.code, 0, SUM(-item.amount_minor)
FROM charged
JOIN journal_lines line ON line.entry_id = charged.entry_id
JOIN accounts account ON account.account_id = line.account_id
JOIN open_items item ON item.subject = line.subject AND item.account_id = line.account_id AND item.fund_id = line.fund_id AND item.source_id = line.source_id
WHERE account.type = 'liability' AND line.subject <> ''
GROUP BY charged.code;
