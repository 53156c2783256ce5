-- Of proposals that came to nothing: closed without being carried out, or never decided on in their time.
UPDATE proposals SET salt = NULL, payload = NULL
WHERE payload IS NOT NULL AND ((status IN (N'rejected', N'withdrawn', N'void') AND closed_at < @before) OR (status = N'open' AND expires_at < @before));
