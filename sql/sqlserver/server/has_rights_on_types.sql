-- Babelfish does not even parse a statement that grants them.
SELECT CAST(CASE WHEN SERVERPROPERTY('BabelfishVersion') IS NULL THEN 1 ELSE 0 END AS bigint);
