-- The first statement of every write. SQLite has one writer and needs none of it.
-- The lock on the operation's key: one sent twice at once runs once and then finds its answer; and whoever lost the answer of a commit
-- waits here until that commit has happened or can no more.
-- The shared lock on moments, before the clock is read: server/hold_writes says who takes the other side.
DECLARE @Operation nvarchar(220) = CONCAT(N'operation ', @operation_key), @Lock int;
EXEC @Lock = sp_getapplock @Operation, N'Exclusive', N'Transaction', @wait_milliseconds;
IF @Lock < 0 THROW 50001, N'waited in vain for the same operation, sent earlier', 1;
EXEC @Lock = sp_getapplock N'moments', N'Shared', N'Transaction', @wait_milliseconds;
IF @Lock < 0 THROW 50001, N'waited in vain for a moment to write', 1;
SELECT
  COALESCE(MAX(recorded_at), 0) AS last_recorded_at,
  CAST(CASE WHEN EXISTS (SELECT 1 FROM operations WHERE operation_key = @operation_key) THEN 1 ELSE 0 END AS bigint) AS is_known
FROM (
  SELECT MAX(recorded_at) AS recorded_at FROM journal_entries
  UNION ALL SELECT MAX(recorded_at) FROM audit_events
  UNION ALL SELECT MAX(started_at) FROM epochs
) moments;
