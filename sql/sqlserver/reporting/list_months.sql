-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT days.entity_id, days.month, SUM(days.line_count) AS line_count
FROM (
  SELECT fund.entity_id, LEFT(CONVERT(char(10), total.occurred_on, 23), 7) AS month, total.line_count
  FROM daily_totals total
  JOIN funds fund ON fund.fund_id = total.fund_id
) days
GROUP BY days.entity_id, days.month
ORDER BY days.entity_id, days.month;
