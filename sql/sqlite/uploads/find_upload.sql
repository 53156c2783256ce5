SELECT upload_id, version, state, file_name, file_sha256, size_bytes, settings, actor, entity_id, rows_total, result, holder, lease_until, attempts, uploaded_at, changed_at
FROM import_uploads WHERE upload_id = @upload_id;
