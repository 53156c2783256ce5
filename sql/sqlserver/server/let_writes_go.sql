-- The read has its snapshot from its first statement on.
SELECT COALESCE(MAX(epoch_no), 0) FROM epochs;
EXEC sp_releaseapplock N'moments', N'Session';
