-- Entries with their lines, walked along both primary keys: nothing is sorted. An entry without lines has one row.
-- CONVERT: a day is a date here and ISO text in SQLite. A text comes as nvarchar(4000), or as long_text when it does not surely fit: what is sent as
-- nvarchar(max) is cut into packets, which Babelfish 4.4 does in a way that the client library cannot always follow (mended there in 2025). DATALENGTH
-- counts two bytes for a unit here and those of UTF-8 on Babelfish: no text of 4,000 bytes has more than 4,000 units in either.
SELECT entry.entry_id, entry.entity_id, entry.kind, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.recorded_at,
  entry.document_type, entry.document_id, entry.document_sha256,
  entry.actor, entry.operation_key, entry.reverses, entry.relates_to, entry.text_commitment, entry.line_count, entry.hash, written.salt,
  CASE WHEN DATALENGTH(written.text) <= 4000 THEN CAST(written.text AS nvarchar(4000)) END AS text, CASE WHEN DATALENGTH(written.text) > 4000 THEN written.text END AS long_text,
  line.line_no, CONVERT(char(10), line.occurred_on, 23) AS line_occurred_on, line.account_id, line.fund_id, line.source_id, line.subject, line.currency, line.amount_minor, line.line_hash
FROM journal_entries entry
LEFT JOIN entry_texts written ON written.entry_id = entry.entry_id
LEFT JOIN journal_lines line ON line.entry_id = entry.entry_id
ORDER BY entry.entry_id, line.line_no;
