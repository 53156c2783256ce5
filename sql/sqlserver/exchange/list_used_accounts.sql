-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT account_id, fund_id, source_id, CONVERT(char(10), MIN(occurred_on), 23) AS first_day
FROM daily_totals
WHERE @fund_id = 0 OR fund_id = @fund_id
GROUP BY account_id, fund_id, source_id;
