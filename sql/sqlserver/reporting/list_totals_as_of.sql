-- From the snapshot of the last closed month that ends by the day, then the daily totals after it. @period is the month of the day after the day.
-- TOP, EOMONTH and CAST: there is no LIMIT, and a day is a date here and ISO text in SQLite.
WITH closed AS (
  SELECT TOP (1) period, closing_no, EOMONTH(DATEFROMPARTS(period / 100, period % 100, 1)) AS last_day
  FROM periods WHERE entity_id = @entity_id AND status = 'closed' AND period < @period
  ORDER BY period DESC
)
SELECT account_id, source_id, SUM(debit_minor) AS debit_minor, SUM(credit_minor) AS credit_minor, SUM(line_count) AS line_count
FROM (
  SELECT kept.account_id, kept.source_id, kept.debit_minor, kept.credit_minor, 0 AS line_count
  FROM period_snapshots kept JOIN closed ON kept.period = closed.period AND kept.closing_no = closed.closing_no
  WHERE kept.entity_id = @entity_id AND kept.fund_id = @fund_id
  UNION ALL
  SELECT account_id, source_id, debit_minor, credit_minor, line_count
  FROM daily_totals
  WHERE fund_id = @fund_id AND occurred_on <= CAST(@as_of AS date) AND occurred_on > COALESCE((SELECT last_day FROM closed), CAST('0001-01-01' AS date))
) parts
GROUP BY account_id, source_id;
