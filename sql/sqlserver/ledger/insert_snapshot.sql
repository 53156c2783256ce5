-- CAST: a day is a date here and ISO text in SQLite.
INSERT INTO period_snapshots (entity_id, period, closing_no, fund_id, account_id, source_id, currency, debit_minor, credit_minor)
SELECT @entity_id, @period, @closing_no, fund_id, account_id, source_id, currency, SUM(debit_minor), SUM(credit_minor)
FROM daily_totals
WHERE fund_id IN (SELECT fund_id FROM funds WHERE entity_id = @entity_id) AND occurred_on <= CAST(@last_day AS date)
GROUP BY fund_id, account_id, source_id, currency;
