-- What reporting/list_voucher_lines comes to, and how much of it has no number yet.
-- Known is what was recorded no later than @last_entry, told by the moment: with several nodes a lower number may have been recorded later.
SELECT COUNT_BIG(DISTINCT line.entry_id) AS entry_count, COUNT_BIG(DISTINCT CASE WHEN given.number IS NULL THEN line.entry_id END) AS unnumbered_count, COUNT_BIG(*) AS line_count,
  COALESCE(SUM(CASE WHEN line.amount_minor > 0 THEN line.amount_minor ELSE 0 END), 0) AS debit_minor,
  COALESCE(SUM(CASE WHEN line.amount_minor < 0 THEN -line.amount_minor ELSE 0 END), 0) AS credit_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
LEFT JOIN vouchers given ON given.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@funds AS nvarchar(max))) AS listed)
  AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND account.layer = N'actual' AND (@least = 0 OR given.number BETWEEN @least AND @most);
