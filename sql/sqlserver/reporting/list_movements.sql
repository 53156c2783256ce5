-- CONVERT and CAST: a day is a date here and ISO text in SQLite.
SELECT CONVERT(char(10), total.occurred_on, 23) AS occurred_on, total.account_id, total.source_id, total.debit_minor, total.credit_minor, total.line_count
FROM daily_totals total WHERE total.fund_id = @fund_id AND total.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
ORDER BY total.occurred_on, total.account_id, total.source_id;
