-- What the closings of years, their being taken back and changes of the chart moved in a fund, day by day.
SELECT occurred_on, account_id, source_id,
  SUM(CASE WHEN amount_minor > 0 THEN amount_minor ELSE 0 END) AS debit_minor,
  SUM(CASE WHEN amount_minor < 0 THEN -amount_minor ELSE 0 END) AS credit_minor,
  COUNT(*) AS line_count
FROM year_end_lines
WHERE fund_id = @fund_id AND entry_id <= @last_entry AND occurred_on BETWEEN @first_day AND @last_day
GROUP BY occurred_on, account_id, source_id;
