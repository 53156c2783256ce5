-- @rows: account_balances_rows
-- There is no ON CONFLICT. Rows are never deleted, so one that is there stays and is added to; one that was not is inserted.
-- UPDLOCK, HOLDLOCK: of two nodes that miss the same row the second waits on SQL Server. Babelfish locks no row that is not there:
-- the key refuses the second with 2627, and its operation runs again. No total is lost either way.
-- Most often all of them are there, and stay so: then they are added to, and nothing else is asked.
IF (SELECT COUNT(*) FROM @rows AS r INNER JOIN account_balances AS b ON b.fund_id = r.fund_id AND b.account_id = r.account_id AND b.source_id = r.source_id AND b.currency = r.currency) = (SELECT COUNT(*) FROM @rows AS r)
  UPDATE b SET debit_minor = b.debit_minor + r.debit_minor, credit_minor = b.credit_minor + r.credit_minor
  FROM account_balances AS b
  INNER JOIN @rows AS r ON r.fund_id = b.fund_id AND r.account_id = b.account_id AND r.source_id = b.source_id AND r.currency = b.currency;
ELSE
BEGIN
  DECLARE @Known TABLE (fund_id bigint NOT NULL, account_id bigint NOT NULL, source_id bigint NOT NULL, currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL);
  INSERT INTO @Known (fund_id, account_id, source_id, currency)
  SELECT b.fund_id, b.account_id, b.source_id, b.currency
  FROM @rows AS r
  INNER JOIN account_balances AS b WITH (UPDLOCK, HOLDLOCK)
    ON b.fund_id = r.fund_id AND b.account_id = r.account_id AND b.source_id = r.source_id AND b.currency = r.currency;
  UPDATE b SET debit_minor = b.debit_minor + r.debit_minor, credit_minor = b.credit_minor + r.credit_minor
  FROM account_balances AS b
  INNER JOIN @rows AS r ON r.fund_id = b.fund_id AND r.account_id = b.account_id AND r.source_id = b.source_id AND r.currency = b.currency;
  INSERT INTO account_balances (fund_id, account_id, source_id, currency, debit_minor, credit_minor)
  SELECT r.fund_id, r.account_id, r.source_id, r.currency, r.debit_minor, r.credit_minor
  FROM @rows AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM @Known AS k WHERE k.fund_id = r.fund_id AND k.account_id = r.account_id AND k.source_id = r.source_id AND k.currency = r.currency);
END;
