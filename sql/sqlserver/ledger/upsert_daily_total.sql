-- There is no ON CONFLICT; ledger/upsert_balance says why this is safe with several nodes.
INSERT INTO daily_totals (fund_id, account_id, source_id, currency, occurred_on, debit_minor, credit_minor, line_count)
SELECT @fund_id, @account_id, @source_id, @currency, CAST(@occurred_on AS date), @debit_minor, @credit_minor, @line_count
WHERE NOT EXISTS (
  SELECT 1 FROM daily_totals WITH (UPDLOCK, HOLDLOCK)
  WHERE fund_id = @fund_id AND account_id = @account_id AND source_id = @source_id AND currency = @currency AND occurred_on = CAST(@occurred_on AS date));
IF @@ROWCOUNT = 0
  UPDATE daily_totals SET
    debit_minor = debit_minor + @debit_minor, credit_minor = credit_minor + @credit_minor, line_count = line_count + @line_count
  WHERE fund_id = @fund_id AND account_id = @account_id AND source_id = @source_id AND currency = @currency AND occurred_on = CAST(@occurred_on AS date);
