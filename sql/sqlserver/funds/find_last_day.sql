SELECT CONVERT(nvarchar(10), MAX(occurred_on), 23) FROM daily_totals WHERE fund_id = @fund_id;
