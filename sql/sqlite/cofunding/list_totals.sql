-- What moved in a fund in these days, by account and source; the closing of a year moves nothing.
SELECT moved.account_id, moved.source_id, SUM(moved.net_minor) AS net_minor
FROM (
  SELECT account_id, source_id, credit_minor - debit_minor AS net_minor FROM daily_totals WHERE fund_id = @fund_id AND occurred_on >= @first_day AND occurred_on <= @last_day
  UNION ALL SELECT account_id, source_id, amount_minor FROM year_end_lines WHERE fund_id = @fund_id AND occurred_on >= @first_day AND occurred_on <= @last_day
) moved
GROUP BY moved.account_id, moved.source_id;
