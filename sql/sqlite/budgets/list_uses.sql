-- What was charged to each envelope: the costs of entries that stand, and how much of them is still owed. Of an award: what is promised of it, released of it and still owed.
WITH charged AS (
  SELECT used.entry_id, used.code FROM envelope_uses used
  WHERE used.fund_id = @fund_id AND used.year = @year AND NOT EXISTS (SELECT 1 FROM journal_entries reversal WHERE reversal.reverses = used.entry_id)
), awarded AS (
  SELECT charged.code, award.award_id, award.number, award.fund_id
  FROM charged JOIN award_versions version ON version.entry_id = charged.entry_id AND version.version_no = 1 JOIN awards award ON award.award_id = version.award_id
), released AS (
  SELECT awarded.code, awarded.fund_id, 'tranche/' || awarded.number || '/' || tranche.tranche_no AS subject FROM awarded JOIN tranches tranche ON tranche.award_id = awarded.award_id
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
GROUP BY charged.code
UNION ALL
SELECT awarded.code, SUM(item.amount_minor), SUM(item.amount_minor)
FROM awarded
JOIN open_items item ON item.subject = 'award/' || awarded.number AND item.fund_id = awarded.fund_id
JOIN accounts account ON account.account_id = item.account_id
WHERE account.role = 'Committed'
GROUP BY awarded.code
UNION ALL
SELECT released.code, SUM(line.amount_minor), 0
FROM released
JOIN journal_lines line ON line.subject = released.subject AND line.subject <> ''
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role = 'GrantsExpense'
GROUP BY released.code
UNION ALL
SELECT released.code, 0, SUM(-item.amount_minor)
FROM released
JOIN open_items item ON item.subject = released.subject
JOIN accounts account ON account.account_id = item.account_id
WHERE account.role = 'GrantsPayable'
GROUP BY released.code;
