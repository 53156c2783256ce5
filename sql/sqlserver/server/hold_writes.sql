-- Waits until no write is under way and lets none begin, so that a read begun now sees everything recorded before any later moment.
-- Held for the time it takes to begin that read: server/let_writes_go.
DECLARE @Lock int;
EXEC @Lock = sp_getapplock N'moments', N'Exclusive', N'Session', @wait_milliseconds;
IF @Lock < 0 THROW 50001, N'waited in vain for the writes under way', 1;
