-- What the closings of years, their being taken back and changes of the chart moved in a fund, day by day.
-- Known is what was recorded up to @last_entry, told by the moment, as in reporting/list_totals_recorded_later. COUNT_BIG: COUNT is a 32-bit number here.
SELECT CONVERT(char(10), line.occurred_on, 23) AS occurred_on, line.account_id, line.source_id,
  SUM(CASE WHEN line.amount_minor > 0 THEN line.amount_minor ELSE 0 END) AS debit_minor,
  SUM(CASE WHEN line.amount_minor < 0 THEN -line.amount_minor ELSE 0 END) AS credit_minor,
  COUNT_BIG(*) AS line_count
FROM year_end_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE line.fund_id = @fund_id AND entry.recorded_at <= COALESCE((SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry), CASE WHEN @last_entry = 0 THEN 0 ELSE 9223372036854775807 END)
  AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
GROUP BY line.occurred_on, line.account_id, line.source_id;
