-- Last uploaded first; one that is finished with is no longer here.
SELECT upload_id, version, state, file_name, file_sha256, size_bytes, settings, actor, entity_id, rows_total, result, holder, lease_until, attempts, uploaded_at, changed_at
FROM import_uploads ORDER BY upload_id DESC;
