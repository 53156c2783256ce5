SELECT item.subject, item.account_id, item.fund_id, item.source_id, item.amount_minor
FROM open_items item
JOIN accounts account ON account.account_id = item.account_id
WHERE account.entity_id = @entity_id AND item.amount_minor <> 0
ORDER BY item.fund_id, item.source_id, item.account_id, item.subject;
