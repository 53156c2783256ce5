UPDATE document_jobs SET version = version + 1, state = @state, done = @done, total = @total, failure = @failure, file_name = @file_name, media_type = @media_type,
  file_sha256 = @file_sha256, size_bytes = @size_bytes, holder = @holder, lease_until = @lease_until, attempts = @attempts, changed_at = @changed_at
WHERE job_id = @job_id AND version = @version;
