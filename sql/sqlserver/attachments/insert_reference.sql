INSERT INTO attachment_references (sha256, referrer, file_name)
SELECT @sha256, @referrer, @file_name WHERE NOT EXISTS (SELECT 1 FROM attachment_references WHERE sha256 = @sha256 AND referrer = @referrer);
