-- What moved under a plan of the fund: promised, made payable, lapsed, paid, come back. '0' is the character after '/'.
-- CONVERT: a day is a date here and ISO text in SQLite. Known is what was recorded no later than @last_entry, told by the moment.
SELECT line.entry_id, CONVERT(char(10), line.occurred_on, 23) AS occurred_on, entry.kind, account.role, line.source_id, line.subject, line.amount_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
WHERE line.subject >= N'taper/' AND line.subject < N'taper0' AND line.subject <> N'' AND line.fund_id = @fund_id
  AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND account.role IN (N'Committed', N'GrantsExpense', N'GrantsPayable')
ORDER BY line.occurred_on, line.entry_id, line.line_no;
