SELECT entry_id, line_no, occurred_on, account_id, fund_id, source_id, subject, currency, amount_minor, line_hash
FROM journal_lines ORDER BY entry_id, line_no;
