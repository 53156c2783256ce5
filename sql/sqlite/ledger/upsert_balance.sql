INSERT INTO account_balances (fund_id, account_id, source_id, currency, debit_minor, credit_minor)
VALUES (@fund_id, @account_id, @source_id, @currency, @debit_minor, @credit_minor)
ON CONFLICT DO UPDATE SET debit_minor = debit_minor + excluded.debit_minor, credit_minor = credit_minor + excluded.credit_minor;
