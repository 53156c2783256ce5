INSERT INTO attachments (sha256, content)
SELECT @sha256, @content WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE sha256 = @sha256);
