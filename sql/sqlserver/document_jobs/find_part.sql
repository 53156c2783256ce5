SELECT content FROM document_job_parts WHERE job_id = @job_id AND part_no = @part_no;
