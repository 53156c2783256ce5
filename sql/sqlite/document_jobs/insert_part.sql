-- Nothing where another attempt holds the job by now.
INSERT INTO document_job_parts (job_id, part_no, content)
SELECT job_id, @part_no, @content FROM document_jobs WHERE job_id = @job_id AND state = 'working' AND attempts = @attempts;
