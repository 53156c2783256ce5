-- What each source paid of an award and did not claim back: what is owed and not paid falls out, as cost and payable. COLLATE: a text made here has the database's collation, and subjects are compared by their characters.
SELECT line.source_id, SUM(line.amount_minor) AS amount_minor
FROM (
  SELECT CONCAT(N'tranche/', @number, N'/', tranche_no) COLLATE Latin1_General_BIN2 AS subject FROM tranches WHERE award_id = @award_id
  UNION ALL SELECT CONCAT(N'clawback/', @number, N'/', clawback_no) COLLATE Latin1_General_BIN2 FROM clawbacks WHERE award_id = @award_id
) part
JOIN journal_lines line ON line.subject = part.subject AND line.subject <> N''
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN (N'GrantsExpense', N'GrantsPayable')
GROUP BY line.source_id HAVING SUM(line.amount_minor) <> 0
ORDER BY line.source_id;
