-- Last day first; without what only changed the chart.
SELECT total.fund_id, total.source_id, total.currency, total.occurred_on, SUM(total.debit_minor) AS debit_minor, SUM(total.credit_minor) AS credit_minor
FROM (
  SELECT fund_id, account_id, source_id, currency, occurred_on, debit_minor, credit_minor FROM daily_totals
  UNION ALL
  SELECT fund_id, account_id, source_id, currency, occurred_on, CASE WHEN amount_minor > 0 THEN -amount_minor ELSE 0 END, CASE WHEN amount_minor < 0 THEN amount_minor ELSE 0 END
  FROM year_end_lines
) total
JOIN accounts account ON account.account_id = total.account_id
WHERE account.role = @role
GROUP BY total.fund_id, total.source_id, total.currency, total.occurred_on
ORDER BY total.fund_id, total.source_id, total.currency, total.occurred_on DESC;
