-- @rows: daily_totals_rows
-- There is no ON CONFLICT; ledger/upsert_balance says why this is safe with several nodes.
-- Most often all of them are there, and stay so: then they are added to, and nothing else is asked.
IF (SELECT COUNT(*) FROM @rows AS r INNER JOIN daily_totals AS d ON d.fund_id = r.fund_id AND d.account_id = r.account_id AND d.source_id = r.source_id AND d.currency = r.currency AND d.occurred_on = r.occurred_on) = (SELECT COUNT(*) FROM @rows AS r)
  UPDATE d SET debit_minor = d.debit_minor + r.debit_minor, credit_minor = d.credit_minor + r.credit_minor, line_count = d.line_count + r.line_count
  FROM daily_totals AS d
  INNER JOIN @rows AS r
    ON r.fund_id = d.fund_id AND r.account_id = d.account_id AND r.source_id = d.source_id AND r.currency = d.currency AND r.occurred_on = d.occurred_on;
ELSE
BEGIN
  DECLARE @Known TABLE (
    fund_id bigint NOT NULL, account_id bigint NOT NULL, source_id bigint NOT NULL, currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL, occurred_on date NOT NULL);
  INSERT INTO @Known (fund_id, account_id, source_id, currency, occurred_on)
  SELECT d.fund_id, d.account_id, d.source_id, d.currency, d.occurred_on
  FROM @rows AS r
  INNER JOIN daily_totals AS d WITH (UPDLOCK, HOLDLOCK)
    ON d.fund_id = r.fund_id AND d.account_id = r.account_id AND d.source_id = r.source_id AND d.currency = r.currency AND d.occurred_on = r.occurred_on;
  UPDATE d SET debit_minor = d.debit_minor + r.debit_minor, credit_minor = d.credit_minor + r.credit_minor, line_count = d.line_count + r.line_count
  FROM daily_totals AS d
  INNER JOIN @rows AS r
    ON r.fund_id = d.fund_id AND r.account_id = d.account_id AND r.source_id = d.source_id AND r.currency = d.currency AND r.occurred_on = d.occurred_on;
  INSERT INTO daily_totals (fund_id, account_id, source_id, currency, occurred_on, debit_minor, credit_minor, line_count)
  SELECT r.fund_id, r.account_id, r.source_id, r.currency, r.occurred_on, r.debit_minor, r.credit_minor, r.line_count
  FROM @rows AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM @Known AS k
    WHERE k.fund_id = r.fund_id AND k.account_id = r.account_id AND k.source_id = r.source_id AND k.currency = r.currency AND k.occurred_on = r.occurred_on);
END;
