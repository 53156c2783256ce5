DELETE FROM import_uploads WHERE upload_id = @upload_id;
