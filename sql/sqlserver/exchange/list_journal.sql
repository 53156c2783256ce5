-- The journal in the order of entries and lines, walked along both primary keys: a merge, nothing is sorted.
-- CONVERT and CAST: a day is a date here and ISO text in SQLite.
SELECT entry.entry_id, entry.entity_id, entry.kind, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.recorded_at,
  entry.document_type, entry.document_id, entry.document_sha256,
  entry.actor, entry.operation_key, entry.reverses, entry.relates_to, entry.text_commitment, entry.hash,
  line.line_no, line.account_id, line.fund_id, line.source_id, line.subject, line.currency, line.amount_minor, line.line_hash
FROM journal_entries entry
INNER JOIN journal_lines line ON line.entry_id = entry.entry_id
WHERE (@fund_id = 0 OR line.fund_id = @fund_id)
  AND entry.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
ORDER BY entry.entry_id, line.line_no;
