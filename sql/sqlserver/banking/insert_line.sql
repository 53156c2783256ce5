-- @rows: bank_statement_lines_rows
INSERT INTO bank_statement_lines (line_id, statement_id, bank_account_id, row_no, bank_day, amount_minor, balance_minor, reference, row_key, open_minor, is_left_out)
SELECT r.line_id, r.statement_id, r.bank_account_id, r.row_no, r.bank_day, r.amount_minor, r.balance_minor, r.reference, r.row_key, r.amount_minor, 0
FROM @rows AS r;
