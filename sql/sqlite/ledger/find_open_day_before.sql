-- The first day with entries that is in no closing or closed month and before @first_day; whoever writes holds the periods first.
SELECT MIN(occurred_on) FROM daily_totals
WHERE fund_id IN (SELECT fund_id FROM funds WHERE entity_id = @entity_id)
  AND occurred_on < @first_day
  AND CAST(substr(occurred_on, 1, 4) || substr(occurred_on, 6, 2) AS INTEGER) >
    COALESCE((SELECT MAX(period) FROM periods WHERE entity_id = @entity_id AND status <> 'open'), 0);
