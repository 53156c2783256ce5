-- What came to each fund, year by year, by source: gifts and grants received less what was given back of them, and what crossed from other funds.
SELECT total.fund_id, total.source_id, CONVERT(bigint, YEAR(total.occurred_on)) AS year, account.role, SUM(total.credit_minor - total.debit_minor) AS net_minor
FROM daily_totals total
JOIN accounts account ON account.account_id = total.account_id
WHERE account.role IN (N'DonationIncome', N'GovernmentGrantIncome', N'ServiceIncome', N'OtherIncome', N'GrantReturn', N'TransferIn', N'TransferOut')
GROUP BY total.fund_id, total.source_id, CONVERT(bigint, YEAR(total.occurred_on)), account.role
ORDER BY total.fund_id, CONVERT(bigint, YEAR(total.occurred_on));
