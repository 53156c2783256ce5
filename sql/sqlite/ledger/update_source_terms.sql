UPDATE sources SET return_by = @return_by, after_deadline = @after_deadline WHERE source_id = @source_id;
