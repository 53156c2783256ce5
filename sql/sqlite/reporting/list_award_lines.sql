-- What moved of an award, its tranches and its claims.
SELECT line.entry_id, line.occurred_on, entry.kind, account.role, line.subject, line.amount_minor
FROM (
  SELECT 'award/' || @number AS subject
  UNION ALL SELECT 'tranche/' || @number || '/' || tranche_no FROM tranches WHERE award_id = @award_id
  UNION ALL SELECT 'clawback/' || @number || '/' || clawback_no FROM clawbacks WHERE award_id = @award_id
) part
JOIN journal_lines line ON line.subject = part.subject AND line.subject <> ''
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN ('Committed', 'GrantsExpense', 'GrantsPayable', 'ClawbackReceivable') AND line.entry_id <= @last_entry
ORDER BY line.entry_id, line.line_no;
