-- The first day with entries that is in no closing or closed month and before @first_day; whoever writes holds the periods first.
-- CONVERT and CAST: a day is a date here and ISO text in SQLite.
SELECT CONVERT(char(10), MIN(occurred_on), 23) FROM daily_totals
WHERE fund_id IN (SELECT fund_id FROM funds WHERE entity_id = @entity_id)
  AND occurred_on < CAST(@first_day AS date)
  AND YEAR(occurred_on) * 100 + MONTH(occurred_on) >
    COALESCE((SELECT MAX(period) FROM periods WHERE entity_id = @entity_id AND status <> 'open'), 0);
