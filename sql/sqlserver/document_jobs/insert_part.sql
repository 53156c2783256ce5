-- Nothing where another attempt holds the job by now. UPDLOCK: none takes it while this part is written.
INSERT INTO document_job_parts (job_id, part_no, content)
SELECT job_id, @part_no, @content FROM document_jobs WITH (UPDLOCK) WHERE job_id = @job_id AND state = N'working' AND attempts = @attempts;
