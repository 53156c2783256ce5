-- The sequences go on behind the last numbers of what was copied. RESTART takes constants only, so the statements are made here.
DECLARE @Entry bigint, @Event bigint, @Set bigint;
SELECT @Entry = COALESCE(MAX(entry_id), 0) + 1 FROM journal_entries;
SELECT @Event = COALESCE(MAX(event_id), 0) + 1 FROM audit_events;
SELECT @Set = COALESCE(MAX(set_id), 0) + 1 FROM approval_tiers;
DECLARE @Restart nvarchar(max);
SET @Restart = N'ALTER SEQUENCE entry_ids RESTART WITH ' + CAST(@Entry AS nvarchar(20))
  + N'; ALTER SEQUENCE audit_event_ids RESTART WITH ' + CAST(@Event AS nvarchar(20))
  + N'; ALTER SEQUENCE approval_set_ids RESTART WITH ' + CAST(@Set AS nvarchar(20));
EXEC (@Restart);
