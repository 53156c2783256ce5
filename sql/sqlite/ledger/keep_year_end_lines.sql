-- Of entries just posted: the lines that end a year, take that back or change the chart.
INSERT INTO year_end_lines (fund_id, entry_id, line_no, occurred_on, account_id, source_id, currency, amount_minor)
SELECT line.fund_id, line.entry_id, line.line_no, line.occurred_on, line.account_id, line.source_id, line.currency, line.amount_minor
FROM journal_entries entry
JOIN journal_lines line ON line.entry_id = entry.entry_id
WHERE entry.entry_id BETWEEN @first_entry AND @last_entry AND entry.kind IN ('year-closed', 'year-reopened', 'chart-converted');
