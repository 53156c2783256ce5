INSERT INTO document_jobs (version, state, kind, parameters, language, account, done, total, size_bytes, holder, lease_until, attempts, asked_at, changed_at)
VALUES (1, 'waiting', @kind, @parameters, @language, @account, 0, 0, 0, '', 0, 0, @asked_at, @asked_at) RETURNING job_id;
