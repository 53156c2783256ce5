-- What the ledger needs of its database (1 when it is so; Babelfish is so always).
SELECT
  CAST(CASE WHEN SERVERPROPERTY('BabelfishVersion') IS NOT NULL OR database_row.is_read_committed_snapshot_on = 1 THEN 1 ELSE 0 END AS bigint) AS reads_committed_snapshots,
  CAST(CASE WHEN SERVERPROPERTY('BabelfishVersion') IS NOT NULL OR database_row.snapshot_isolation_state = 1 THEN 1 ELSE 0 END AS bigint) AS allows_snapshots
FROM sys.databases database_row WHERE database_row.database_id = DB_ID();
