INSERT INTO daily_totals (fund_id, account_id, source_id, currency, occurred_on, debit_minor, credit_minor, line_count)
VALUES (@fund_id, @account_id, @source_id, @currency, @occurred_on, @debit_minor, @credit_minor, @line_count)
ON CONFLICT DO UPDATE SET
  debit_minor = debit_minor + excluded.debit_minor, credit_minor = credit_minor + excluded.credit_minor, line_count = line_count + excluded.line_count;
