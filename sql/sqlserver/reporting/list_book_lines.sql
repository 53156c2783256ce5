-- Every line, in these funds, of the entries that moved these accounts: those of other accounts name what a line stands against.
-- CONVERT and CAST: a day is a date here and ISO text in SQLite. Known is what was recorded no later than @last_entry, told by the moment.
WITH touched AS (
  SELECT DISTINCT moved.entry_id FROM journal_lines moved
  JOIN journal_entries entry ON entry.entry_id = moved.entry_id
  WHERE moved.fund_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@funds AS nvarchar(max))) AS listed)
    AND moved.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
    AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
    AND moved.account_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@accounts AS nvarchar(max))) AS listed)
)
SELECT line.entry_id, CONVERT(char(10), line.occurred_on, 23) AS occurred_on, line.account_id, line.fund_id, line.source_id, line.subject, line.amount_minor,
  entry.kind, entry.document_type, entry.document_id, gift.bank_reference, given.series, given.number
FROM touched
JOIN journal_lines line ON line.entry_id = touched.entry_id
JOIN journal_entries entry ON entry.entry_id = touched.entry_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN vouchers given ON given.entry_id = touched.entry_id
WHERE line.fund_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@funds AS nvarchar(max))) AS listed)
ORDER BY line.occurred_on, line.entry_id, line.line_no;
