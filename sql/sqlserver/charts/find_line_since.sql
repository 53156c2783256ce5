-- An account of the list, JSON of ids, that has lines on that day or later, beside those that only changed the chart. CAST: a day is a date here and ISO text in SQLite.
SELECT MIN(total.account_id) FROM daily_totals total
WHERE total.account_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@accounts)) AND total.occurred_on >= CAST(@first_day AS date)
  AND total.line_count > (
    SELECT COUNT(*) FROM year_end_lines moved
    WHERE moved.fund_id = total.fund_id AND moved.account_id = total.account_id AND moved.source_id = total.source_id AND moved.currency = total.currency AND moved.occurred_on = total.occurred_on);
