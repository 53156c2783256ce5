DELETE FROM attachment_references WHERE sha256 = @sha256 AND referrer = @referrer;
