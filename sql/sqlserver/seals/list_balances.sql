SELECT fund_id, account_id, source_id, currency, debit_minor, credit_minor FROM account_balances;
