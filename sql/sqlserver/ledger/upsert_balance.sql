-- There is no ON CONFLICT. Rows are never deleted, so one that is there stays and is added to.
-- UPDLOCK, HOLDLOCK: of two nodes that miss the same row the second waits on SQL Server. Babelfish locks no row that is not there:
-- the key refuses the second with 2627, and its operation runs again. No total is lost either way.
INSERT INTO account_balances (fund_id, account_id, source_id, currency, debit_minor, credit_minor)
SELECT @fund_id, @account_id, @source_id, @currency, @debit_minor, @credit_minor
WHERE NOT EXISTS (
  SELECT 1 FROM account_balances WITH (UPDLOCK, HOLDLOCK)
  WHERE fund_id = @fund_id AND account_id = @account_id AND source_id = @source_id AND currency = @currency);
IF @@ROWCOUNT = 0
  UPDATE account_balances SET debit_minor = debit_minor + @debit_minor, credit_minor = credit_minor + @credit_minor
  WHERE fund_id = @fund_id AND account_id = @account_id AND source_id = @source_id AND currency = @currency;
