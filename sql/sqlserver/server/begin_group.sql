-- The first statement of a transaction that holds many operations: server/begin_write is that of one.
-- A group is named after its first operation. The lock on its name: whoever lost the answer of its commit waits for it until that commit has happened or can no more.
DECLARE @Group nvarchar(220) = CONCAT(N'group ', @group_name), @Lock int;
EXEC @Lock = sp_getapplock @Group, N'Exclusive', N'Transaction', @wait_milliseconds;
IF @Lock < 0 THROW 50001, N'waited in vain for the same group, sent earlier', 1;
EXEC @Lock = sp_getapplock N'moments', N'Shared', N'Transaction', @wait_milliseconds;
IF @Lock < 0 THROW 50001, N'waited in vain for a moment to write', 1;
SELECT COALESCE(MAX(recorded_at), 0) AS last_recorded_at
FROM (
  SELECT MAX(recorded_at) AS recorded_at FROM journal_entries
  UNION ALL SELECT MAX(recorded_at) FROM audit_events
  UNION ALL SELECT MAX(started_at) FROM epochs
) moments;
