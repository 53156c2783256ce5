SELECT content FROM attachments WHERE sha256 = @sha256;
