-- What ended before a moment and has its file still, or ended so long ago that nobody looks for it.
SELECT job_id, version, state, kind, parameters, language, account, done, total, failure, file_name, media_type, file_sha256, size_bytes, holder, lease_until, attempts, asked_at, changed_at
FROM document_jobs WHERE (state = 'done' AND changed_at < @files_before) OR (state IN ('failed', 'cancelled', 'expired') AND changed_at < @rows_before) ORDER BY job_id;
