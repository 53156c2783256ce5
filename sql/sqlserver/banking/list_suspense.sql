-- Money nobody knew, as far as it is still not known, and the line that brought it; null where no line did.
SELECT open_item.subject, open_item.fund_id, open_item.currency, -open_item.amount_minor AS amount_minor, line.line_id, line.bank_account_id, CONVERT(char(10), line.bank_day, 23) AS bank_day
FROM open_items open_item
JOIN accounts account ON account.account_id = open_item.account_id AND account.role = N'Suspense'
LEFT JOIN bank_statement_lines line ON open_item.subject LIKE N'bank-line/%' AND line.line_id = TRY_CAST(SUBSTRING(open_item.subject, 11, 20) AS bigint)
WHERE open_item.amount_minor <> 0
ORDER BY line.bank_day, open_item.subject;
