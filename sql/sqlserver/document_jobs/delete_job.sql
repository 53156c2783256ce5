DELETE FROM document_jobs WHERE job_id = @job_id;
