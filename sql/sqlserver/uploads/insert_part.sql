INSERT INTO import_upload_parts (upload_id, part_no, content) VALUES (@upload_id, @part_no, @content);
