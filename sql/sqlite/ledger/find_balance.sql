-- Over all years: their closings are left out.
SELECT held.debit_minor - held.credit_minor - COALESCE((
  SELECT SUM(ended.amount_minor) FROM year_end_lines ended
  WHERE ended.fund_id = held.fund_id AND ended.account_id = held.account_id AND ended.source_id = held.source_id AND ended.currency = held.currency), 0)
FROM account_balances held
WHERE held.fund_id = @fund_id AND held.account_id = @account_id AND held.source_id = @source_id AND held.currency = @currency;
