-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT entry.entry_id, entry.entity_id, entry.kind, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.recorded_at,
  entry.document_type, entry.document_id, entry.document_sha256,
  entry.actor, entry.operation_key, entry.reverses, entry.relates_to, entry.text_commitment, entry.line_count, entry.hash, written.salt, written.text
FROM journal_entries entry LEFT JOIN entry_texts written ON written.entry_id = entry.entry_id
ORDER BY entry.entry_id;
