-- Whoever asks is about to reopen: the exclusive lock of ledger/find_open_month_before. SQLite has one writer and needs none.
DECLARE @Resource nvarchar(60) = CONCAT(N'periods of entity ', @entity_id), @Lock int;
EXEC @Lock = sp_getapplock @Resource, N'Exclusive', N'Transaction';
IF @Lock < 0 THROW 50001, N'waited in vain for the periods of the entity: run the operation again', 1;
SELECT MAX(period) FROM periods WHERE entity_id = @entity_id AND status <> N'open';
