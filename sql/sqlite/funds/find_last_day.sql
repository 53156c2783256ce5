SELECT MAX(occurred_on) FROM daily_totals WHERE fund_id = @fund_id;
