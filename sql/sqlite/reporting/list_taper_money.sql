-- What moved under a plan of the fund: promised, made payable, lapsed, paid, come back. '0' is the character after '/'.
SELECT line.entry_id, line.occurred_on, entry.kind, account.role, line.source_id, line.subject, line.amount_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
WHERE line.subject >= 'taper/' AND line.subject < 'taper0' AND line.subject <> '' AND line.fund_id = @fund_id AND line.entry_id <= @last_entry
  AND account.role IN ('Committed', 'GrantsExpense', 'GrantsPayable')
ORDER BY line.occurred_on, line.entry_id, line.line_no;
