-- OUTPUT: there is no RETURNING.
INSERT INTO import_uploads (version, state, file_name, size_bytes, settings, actor, rows_total, holder, lease_until, attempts, uploaded_at, changed_at)
OUTPUT inserted.upload_id
VALUES (1, N'receiving', @file_name, 0, @settings, @actor, 0, N'', 0, 0, @uploaded_at, @uploaded_at);
