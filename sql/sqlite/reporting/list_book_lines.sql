-- Every line, in these funds, of the entries that moved these accounts: those of other accounts name what a line stands against.
WITH touched AS (
  SELECT DISTINCT moved.entry_id FROM journal_lines moved
  WHERE moved.fund_id IN (SELECT value FROM json_each(@funds)) AND moved.occurred_on BETWEEN @first_day AND @last_day AND moved.entry_id <= @last_entry
    AND moved.account_id IN (SELECT value FROM json_each(@accounts))
)
SELECT line.entry_id, line.occurred_on, line.account_id, line.fund_id, line.source_id, line.subject, line.amount_minor,
  entry.kind, entry.document_type, entry.document_id, gift.bank_reference, given.series, given.number
FROM touched
JOIN journal_lines line ON line.entry_id = touched.entry_id
JOIN journal_entries entry ON entry.entry_id = touched.entry_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN vouchers given ON given.entry_id = touched.entry_id
WHERE line.fund_id IN (SELECT value FROM json_each(@funds))
ORDER BY line.occurred_on, line.entry_id, line.line_no;
