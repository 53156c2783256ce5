-- What is still to come, by its subject: of returns the receivable, of service the memo.
SELECT item.subject, SUM(item.amount_minor) AS open_minor
FROM open_items item JOIN accounts account ON account.account_id = item.account_id
WHERE account.role = @role AND item.amount_minor <> 0 GROUP BY item.subject;
