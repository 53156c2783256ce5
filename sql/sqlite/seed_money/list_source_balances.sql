SELECT fund_id, account_id, currency, debit_minor, credit_minor FROM account_balances WHERE source_id = @source_id;
