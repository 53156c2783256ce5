-- What moved of an award, its tranches and its claims. Known is what was recorded no later than @last_entry, told by the moment.
-- CONVERT: a day is a date here and ISO text in SQLite. COLLATE: a text made here has the database's collation, and subjects are compared by their characters.
SELECT line.entry_id, CONVERT(char(10), line.occurred_on, 23) AS occurred_on, entry.kind, account.role, line.subject, line.amount_minor
FROM (
  SELECT CONCAT(N'award/', @number) COLLATE Latin1_General_BIN2 AS subject
  UNION ALL SELECT CONCAT(N'tranche/', @number, N'/', tranche_no) COLLATE Latin1_General_BIN2 FROM tranches WHERE award_id = @award_id
  UNION ALL SELECT CONCAT(N'clawback/', @number, N'/', clawback_no) COLLATE Latin1_General_BIN2 FROM clawbacks WHERE award_id = @award_id
) part
JOIN journal_lines line ON line.subject = part.subject AND line.subject <> N''
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN (N'Committed', N'GrantsExpense', N'GrantsPayable', N'ClawbackReceivable') 
  AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
ORDER BY entry.recorded_at, line.entry_id, line.line_no;
