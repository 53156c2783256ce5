-- From the snapshot of the last closed month that ends by the day, forward through the daily totals; without one, from the stored balances back through
-- the daily totals after the day, so that what stands now costs the same in any history. @period is the month of the day after the day.
WITH closed AS (
  SELECT period, closing_no,
    date(substr(period, 1, 4) || '-' || substr(period, 5, 2) || '-01', '+1 month', '-1 day') AS last_day
  FROM periods WHERE entity_id = @entity_id AND status = 'closed' AND period < @period
  ORDER BY period DESC LIMIT 1
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
  AND daily.occurred_on > COALESCE(closed.last_day, @as_of)
  AND daily.occurred_on <= CASE WHEN closed.period IS NULL THEN '9999-12-31' ELSE @as_of END
WHERE held.fund_id = @fund_id
GROUP BY held.account_id, held.source_id, held.currency;
