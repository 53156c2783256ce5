SELECT line.line_id, line.statement_id, line.bank_account_id, line.row_no, line.bank_day, line.amount_minor, line.balance_minor, line.reference, line.open_minor, line.is_left_out, said.counterparty, said.text
FROM bank_statement_lines line
LEFT JOIN bank_line_texts said ON said.line_id = line.line_id
WHERE line.line_id = @line_id;
