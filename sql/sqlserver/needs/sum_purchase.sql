-- What stands of a purchase: what is paid ahead and not delivered, and what was earned.
SELECT account.role, SUM(line.amount_minor) AS amount_minor
FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
WHERE line.subject = @subject AND line.subject <> N'' AND account.role IN (N'AdvanceReceived', N'ServiceIncome')
GROUP BY account.role;
