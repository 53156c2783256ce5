-- What moved in a fund in these days, by account and source.
SELECT account_id, source_id, SUM(credit_minor - debit_minor) AS net_minor FROM daily_totals
WHERE fund_id = @fund_id AND occurred_on >= @first_day AND occurred_on <= @last_day GROUP BY account_id, source_id;
