DELETE FROM attachments WHERE sha256 = @sha256 AND NOT EXISTS (SELECT 1 FROM attachment_references WHERE sha256 = @sha256);
