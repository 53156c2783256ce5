-- OUTPUT: there is no RETURNING.
INSERT INTO document_jobs (version, state, kind, parameters, language, account, done, total, size_bytes, holder, lease_until, attempts, asked_at, changed_at)
OUTPUT inserted.job_id
VALUES (1, N'waiting', @kind, @parameters, @language, @account, 0, 0, 0, N'', 0, 0, @asked_at, @asked_at);
