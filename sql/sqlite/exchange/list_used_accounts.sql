SELECT account_id, fund_id, source_id, MIN(occurred_on) AS first_day
FROM daily_totals
WHERE @fund_id = 0 OR fund_id = @fund_id
GROUP BY account_id, fund_id, source_id;
