-- @rows: journal_lines_rows
INSERT INTO journal_lines (entry_id, line_no, occurred_on, account_id, fund_id, source_id, subject, currency, amount_minor, line_hash)
SELECT r.entry_id, r.line_no, r.occurred_on, r.account_id, r.fund_id, r.source_id, r.subject, r.currency, r.amount_minor, r.line_hash
FROM @rows AS r;
