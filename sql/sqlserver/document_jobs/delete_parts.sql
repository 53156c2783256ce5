DELETE FROM document_job_parts WHERE job_id = @job_id;
