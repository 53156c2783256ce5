DELETE FROM import_upload_parts WHERE upload_id = @upload_id;
