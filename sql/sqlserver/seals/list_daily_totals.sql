-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT fund_id, account_id, source_id, currency, CONVERT(char(10), occurred_on, 23) AS occurred_on, debit_minor, credit_minor, line_count FROM daily_totals;
