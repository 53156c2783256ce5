-- UPDLOCK, HOLDLOCK: what is found here is not erased by another node before this transaction has referred to it.
INSERT INTO attachments (sha256, content)
SELECT @sha256, @content WHERE NOT EXISTS (SELECT 1 FROM attachments WITH (UPDLOCK, HOLDLOCK) WHERE sha256 = @sha256);
