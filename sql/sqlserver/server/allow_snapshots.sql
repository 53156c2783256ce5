-- Reads neither wait for writes nor hold them up. Run when the database is new, and so nobody else's work is rolled back.
-- EXEC: Babelfish, where it is always so, does not know the words.
IF SERVERPROPERTY('BabelfishVersion') IS NULL
BEGIN
  EXEC (N'ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE');
  EXEC (N'ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON');
END;
