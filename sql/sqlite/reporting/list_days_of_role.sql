-- Last day first.
SELECT total.fund_id, total.source_id, total.currency, total.occurred_on, SUM(total.debit_minor) AS debit_minor, SUM(total.credit_minor) AS credit_minor
FROM daily_totals total
JOIN accounts account ON account.account_id = total.account_id
WHERE account.role = @role
GROUP BY total.fund_id, total.source_id, total.currency, total.occurred_on
ORDER BY total.fund_id, total.source_id, total.currency, total.occurred_on DESC;
