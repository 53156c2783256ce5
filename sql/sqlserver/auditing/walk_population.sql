-- Lines of a population in the order of the books; @sign turns them so that the population is positive, @side leaves one side of the accounts (1 debits, -1 credits, 0 both).
-- CONVERT: a day is a date here and ISO text in SQLite. Known is what was recorded no later than @last_entry, as in reporting/list_journal_listing.
SELECT line.entry_id, line.line_no, CONVERT(char(10), line.occurred_on, 23) AS occurred_on, @sign * line.amount_minor AS amount_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)) AND line.account_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@accounts)) AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND entry.kind NOT IN (SELECT CONVERT(nvarchar(60), value) COLLATE Latin1_General_BIN2 FROM OPENJSON(@kinds_left_out)) AND (@side = 0 OR @side * line.amount_minor > 0)
ORDER BY line.occurred_on, line.entry_id, line.line_no;
