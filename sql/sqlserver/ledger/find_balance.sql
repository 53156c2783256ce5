SELECT debit_minor - credit_minor FROM account_balances
WHERE fund_id = @fund_id AND account_id = @account_id AND source_id = @source_id AND currency = @currency;
