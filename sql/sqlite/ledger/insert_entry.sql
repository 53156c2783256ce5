INSERT INTO journal_entries (entry_id, entity_id, kind, occurred_on, recorded_at, document_type, document_id, document_sha256,
  actor, operation_key, reverses, relates_to, text_commitment, line_count, hash)
VALUES (@entry_id, @entity_id, @kind, @occurred_on, @recorded_at, @document_type, @document_id, @document_sha256,
  @actor, @operation_key, @reverses, @relates_to, @text_commitment, @line_count, @hash);
