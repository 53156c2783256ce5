-- What of a subject is still open on the accounts of a role, source by source.
SELECT item.source_id, SUM(item.amount_minor) AS amount_minor
FROM open_items item JOIN accounts account ON account.account_id = item.account_id
WHERE item.subject = @subject AND item.fund_id = @fund_id AND account.role = @role
GROUP BY item.source_id HAVING SUM(item.amount_minor) <> 0
ORDER BY item.source_id;
