-- CONVERT: a null arrives as text, which the server turns into bytes only when told to.
INSERT INTO journal_entries (entry_id, entity_id, kind, occurred_on, recorded_at, document_type, document_id, document_sha256,
  actor, operation_key, reverses, relates_to, text_commitment, line_count, hash)
VALUES (@entry_id, @entity_id, @kind, @occurred_on, @recorded_at, @document_type, @document_id, CONVERT(varbinary(max), @document_sha256),
  @actor, @operation_key, @reverses, @relates_to, CONVERT(varbinary(max), @text_commitment), @line_count, @hash);
