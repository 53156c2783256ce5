SELECT job_id, version, state, kind, parameters, language, account, done, total, failure, file_name, media_type, file_sha256, size_bytes, holder, lease_until, attempts, asked_at, changed_at
FROM document_jobs WHERE job_id = @job_id;
