-- Later is what was recorded after @last_entry, told by the moment: with several nodes a higher number may have been recorded earlier.
-- Number 0 means that nothing is known, so everything came later; a number that no entry has yet, that nothing did. COUNT_BIG: COUNT is a 32-bit number here.
SELECT CONVERT(char(10), line.occurred_on, 23) AS occurred_on, line.account_id, line.source_id,
  SUM(CASE WHEN line.amount_minor > 0 THEN line.amount_minor ELSE 0 END) AS debit_minor,
  SUM(CASE WHEN line.amount_minor < 0 THEN -line.amount_minor ELSE 0 END) AS credit_minor,
  COUNT_BIG(*) AS line_count
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE entry.recorded_at > COALESCE((SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry), CASE WHEN @last_entry = 0 THEN 0 ELSE 9223372036854775807 END)
  AND line.fund_id = @fund_id AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
GROUP BY line.occurred_on, line.account_id, line.source_id;
