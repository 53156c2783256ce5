-- The first day with entries that is in no closing or closed month and before @first_day.
-- Whoever asks is about to close: the exclusive lock waits for every entry being posted and lets no further one in until this transaction ends,
-- so the month is numbered whole; ledger/load_last_closing takes the other side of it. SQLite has one writer and needs none.
DECLARE @Resource nvarchar(60) = CONCAT(N'periods of entity ', @entity_id), @Lock int;
EXEC @Lock = sp_getapplock @Resource, N'Exclusive', N'Transaction';
IF @Lock < 0 THROW 50001, N'waited in vain for the periods of the entity: run the operation again', 1;
SELECT CONVERT(char(10), MIN(occurred_on), 23) FROM daily_totals
WHERE fund_id IN (SELECT fund_id FROM funds WHERE entity_id = @entity_id)
  AND occurred_on < CAST(@first_day AS date)
  AND YEAR(occurred_on) * 100 + MONTH(occurred_on) >
    COALESCE((SELECT MAX(period) FROM periods WHERE entity_id = @entity_id AND status <> 'open'), 0);
