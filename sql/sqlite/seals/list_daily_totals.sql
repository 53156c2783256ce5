SELECT fund_id, account_id, source_id, currency, occurred_on, debit_minor, credit_minor, line_count FROM daily_totals;
