SELECT content FROM import_upload_parts WHERE upload_id = @upload_id ORDER BY part_no;
