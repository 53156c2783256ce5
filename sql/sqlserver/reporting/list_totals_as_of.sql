-- From the snapshot of the last closed month that ends by the day, forward through the daily totals; without one, from the stored balances back through
-- the daily totals after the day, so that what stands now costs the same in any history. @period is the month of the day after the day.
-- TOP, EOMONTH and CAST: there is no LIMIT, and a day is a date here and ISO text in SQLite.
WITH closed AS (
  SELECT TOP (1) period, closing_no, EOMONTH(DATEFROMPARTS(period / 100, period % 100, 1)) AS last_day
  FROM periods WHERE entity_id = @entity_id AND status = 'closed' AND period < @period
  ORDER BY period DESC
)
SELECT held.account_id, held.source_id,
  CASE WHEN MAX(closed.period) IS NULL THEN MAX(held.debit_minor) - COALESCE(SUM(daily.debit_minor), 0)
    ELSE COALESCE(MAX(kept.debit_minor), 0) + COALESCE(SUM(daily.debit_minor), 0) END AS debit_minor,
  CASE WHEN MAX(closed.period) IS NULL THEN MAX(held.credit_minor) - COALESCE(SUM(daily.credit_minor), 0)
    ELSE COALESCE(MAX(kept.credit_minor), 0) + COALESCE(SUM(daily.credit_minor), 0) END AS credit_minor
FROM account_balances held
LEFT JOIN closed ON 1 = 1
LEFT JOIN period_snapshots kept ON kept.entity_id = @entity_id AND kept.period = closed.period AND kept.closing_no = closed.closing_no
  AND kept.fund_id = held.fund_id AND kept.account_id = held.account_id AND kept.source_id = held.source_id AND kept.currency = held.currency
LEFT JOIN daily_totals daily
  ON daily.fund_id = held.fund_id AND daily.account_id = held.account_id AND daily.source_id = held.source_id AND daily.currency = held.currency
  AND daily.occurred_on > COALESCE(closed.last_day, CAST(@as_of AS date))
  AND daily.occurred_on <= CASE WHEN closed.period IS NULL THEN CAST('9999-12-31' AS date) ELSE CAST(@as_of AS date) END
WHERE held.fund_id = @fund_id
GROUP BY held.account_id, held.source_id, held.currency;
