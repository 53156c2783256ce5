-- What came to each fund, year by year, by source: gifts and grants received less what was given back of them, and what crossed from other funds; before its closing.
SELECT total.fund_id, total.source_id, CONVERT(bigint, YEAR(total.occurred_on)) AS year, account.role, SUM(total.net_minor) AS net_minor
FROM (
  SELECT fund_id, account_id, source_id, occurred_on, credit_minor - debit_minor AS net_minor FROM daily_totals
  UNION ALL SELECT fund_id, account_id, source_id, occurred_on, amount_minor FROM year_end_lines
) total
JOIN accounts account ON account.account_id = total.account_id
WHERE account.role IN (N'DonationIncome', N'GovernmentGrantIncome', N'ServiceIncome', N'OtherIncome', N'GrantReturn', N'TransferIn', N'TransferOut')
GROUP BY total.fund_id, total.source_id, CONVERT(bigint, YEAR(total.occurred_on)), account.role
ORDER BY total.fund_id, CONVERT(bigint, YEAR(total.occurred_on));
