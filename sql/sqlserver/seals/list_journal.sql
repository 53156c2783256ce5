-- Entries with their lines, walked along both primary keys: nothing is sorted. An entry without lines has one row.
-- CONVERT: a day is a date here and ISO text in SQLite. SUBSTRING: what is sent as nvarchar(max) is cut into packets, which Babelfish 4.4 does in a way
-- that the client library cannot follow; nearly every text is short and comes whole as nvarchar(4000), and the rest of a longer one behind it.
SELECT entry.entry_id, entry.entity_id, entry.kind, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.recorded_at,
  entry.document_type, entry.document_id, entry.document_sha256,
  entry.actor, entry.operation_key, entry.reverses, entry.relates_to, entry.text_commitment, entry.line_count, entry.hash, written.salt,
  CAST(SUBSTRING(written.text, 1, 2000) AS nvarchar(4000)) AS text, SUBSTRING(written.text, 2001, 2147483647) AS text_rest,
  line.line_no, CONVERT(char(10), line.occurred_on, 23) AS line_occurred_on, line.account_id, line.fund_id, line.source_id, line.subject, line.currency, line.amount_minor, line.line_hash
FROM journal_entries entry
LEFT JOIN entry_texts written ON written.entry_id = entry.entry_id
LEFT JOIN journal_lines line ON line.entry_id = entry.entry_id
ORDER BY entry.entry_id, line.line_no;
