-- Entries with their lines, walked along both primary keys: nothing is sorted. An entry without lines has one row.
SELECT entry.entry_id, entry.entity_id, entry.kind, entry.occurred_on, entry.recorded_at, entry.document_type, entry.document_id, entry.document_sha256,
  entry.actor, entry.operation_key, entry.reverses, entry.relates_to, entry.text_commitment, entry.line_count, entry.hash, written.salt, written.text, NULL AS long_text,
  line.line_no, line.occurred_on AS line_occurred_on, line.account_id, line.fund_id, line.source_id, line.subject, line.currency, line.amount_minor, line.line_hash
FROM journal_entries entry
LEFT JOIN entry_texts written ON written.entry_id = entry.entry_id
LEFT JOIN journal_lines line ON line.entry_id = entry.entry_id
ORDER BY entry.entry_id, line.line_no;
