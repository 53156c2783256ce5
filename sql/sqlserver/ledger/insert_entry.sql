-- @rows: journal_entries_rows
INSERT INTO journal_entries (entry_id, entity_id, kind, occurred_on, recorded_at, document_type, document_id, document_sha256,
  actor, operation_key, reverses, relates_to, text_commitment, line_count, hash)
SELECT r.entry_id, r.entity_id, r.kind, r.occurred_on, r.recorded_at, r.document_type, r.document_id, r.document_sha256,
  r.actor, r.operation_key, r.reverses, r.relates_to, r.text_commitment, r.line_count, r.hash
FROM @rows AS r;
