-- What happened with the money of a source, by fund and account, over all years: their closings are left out.
SELECT moved.fund_id, moved.account_id, moved.currency, SUM(moved.debit_minor) AS debit_minor, SUM(moved.credit_minor) AS credit_minor
FROM (
  SELECT fund_id, account_id, currency, debit_minor, credit_minor FROM account_balances WHERE source_id = @source_id
  UNION ALL
  SELECT fund_id, account_id, currency, CASE WHEN amount_minor > 0 THEN -amount_minor ELSE 0 END, CASE WHEN amount_minor < 0 THEN amount_minor ELSE 0 END
  FROM year_end_lines WHERE source_id = @source_id
) moved
GROUP BY moved.fund_id, moved.account_id, moved.currency;
