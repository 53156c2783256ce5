-- What a fund has on each account and source now.
SELECT account_id, source_id, currency, debit_minor - credit_minor AS net_minor FROM account_balances
WHERE fund_id = @fund_id AND debit_minor <> credit_minor ORDER BY source_id, account_id;
