-- Two programs that start at once: the second waits, and then finds nothing left to do.
DECLARE @Lock int;
EXEC @Lock = sp_getapplock N'migrations', N'Exclusive', N'Session', @wait_milliseconds;
IF @Lock < 0 THROW 50001, N'waited in vain for another program that upgrades the schema', 1;
