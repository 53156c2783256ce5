-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT entry_id, entity_id, kind, CONVERT(char(10), occurred_on, 23) AS occurred_on, recorded_at, document_type, document_id, document_sha256,
  actor, operation_key, reverses, relates_to, text_commitment, hash
FROM journal_entries WHERE entry_id = @entry_id;
