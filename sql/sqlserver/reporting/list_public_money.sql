-- What each fund's accounts come to, by source, since the books were begun: from the stored balances, with the closings of years taken back out.
SELECT total.fund_id, total.account_id, total.source_id, SUM(total.net_minor) AS net_minor
FROM (
  SELECT fund_id, account_id, source_id, debit_minor - credit_minor AS net_minor FROM account_balances
  UNION ALL SELECT fund_id, account_id, source_id, -amount_minor FROM year_end_lines
) total
GROUP BY total.fund_id, total.account_id, total.source_id
ORDER BY total.fund_id, total.source_id, total.account_id;
