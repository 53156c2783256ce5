-- Public money that came into the fund in these days, less what left it again for another.
SELECT COALESCE(SUM(total.credit_minor - total.debit_minor), 0)
FROM daily_totals total
JOIN accounts account ON account.account_id = total.account_id
JOIN sources source ON source.source_id = total.source_id
WHERE total.fund_id = @fund_id AND source.is_public = 1 AND total.occurred_on >= @first_day AND total.occurred_on <= @last_day
  AND account.role IN ('GovernmentGrantIncome', 'DonationIncome', 'TransferIn', 'TransferOut');
