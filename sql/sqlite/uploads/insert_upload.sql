INSERT INTO import_uploads (version, state, file_name, size_bytes, settings, actor, rows_total, holder, lease_until, attempts, uploaded_at, changed_at)
VALUES (1, 'receiving', @file_name, 0, @settings, @actor, 0, '', 0, 0, @uploaded_at, @uploaded_at) RETURNING upload_id;
