-- What each source paid of an award and did not claim back: what is owed and not paid falls out, as cost and payable.
SELECT line.source_id, SUM(line.amount_minor) AS amount_minor
FROM (
  SELECT 'tranche/' || @number || '/' || tranche_no AS subject FROM tranches WHERE award_id = @award_id
  UNION ALL SELECT 'clawback/' || @number || '/' || clawback_no FROM clawbacks WHERE award_id = @award_id
) part
JOIN journal_lines line ON line.subject = part.subject AND line.subject <> ''
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN ('GrantsExpense', 'GrantsPayable')
GROUP BY line.source_id HAVING SUM(line.amount_minor) <> 0
ORDER BY line.source_id;
