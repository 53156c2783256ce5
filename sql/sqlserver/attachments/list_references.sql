-- DATALENGTH: bytes, and an int here.
SELECT reference.sha256, reference.file_name, CAST(DATALENGTH(kept.content) AS bigint) AS size_bytes
FROM attachment_references reference JOIN attachments kept ON kept.sha256 = reference.sha256
WHERE reference.referrer = @referrer ORDER BY reference.file_name, reference.sha256;
