SELECT line_no, account_id, fund_id, source_id, subject, currency, amount_minor
FROM journal_lines WHERE entry_id = @entry_id ORDER BY line_no;
