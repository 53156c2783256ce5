UPDATE import_uploads SET version = version + 1, state = @state, file_sha256 = @file_sha256, size_bytes = @size_bytes, settings = @settings,
  entity_id = @entity_id, rows_total = @rows_total, result = @result, holder = @holder, lease_until = @lease_until, attempts = @attempts, changed_at = @changed_at
WHERE upload_id = @upload_id AND version = @version;
