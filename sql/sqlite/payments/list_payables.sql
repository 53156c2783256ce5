-- What is owed and can be paid through the bank, with the entry that opened it and the payment that is under way.
SELECT item.subject, item.account_id, item.fund_id, -SUM(item.amount_minor) AS amount_minor,
  (SELECT MIN(line.entry_id) FROM journal_lines line WHERE line.subject = item.subject AND line.subject <> '' AND line.account_id = item.account_id AND line.fund_id = item.fund_id) AS entry_id,
  (SELECT MAX(payment.reference) FROM payments payment WHERE payment.subject = item.subject AND payment.account_id = item.account_id AND payment.fund_id = item.fund_id AND payment.status = 'sent') AS reference
FROM open_items item JOIN accounts account ON account.account_id = item.account_id
WHERE account.role IN ('ExpensePayable', 'GrantsPayable', 'RefundPayable', 'ReturnPayable') AND item.amount_minor < 0
GROUP BY item.subject, item.account_id, item.fund_id
ORDER BY entry_id;
