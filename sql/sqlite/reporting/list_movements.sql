SELECT occurred_on, account_id, source_id, debit_minor, credit_minor, line_count
FROM daily_totals WHERE fund_id = @fund_id AND occurred_on BETWEEN @first_day AND @last_day
ORDER BY occurred_on, account_id, source_id;
