-- Oldest first, from a cursor on.
SELECT line.line_id, line.statement_id, line.bank_account_id, line.row_no, line.bank_day, line.amount_minor, line.balance_minor, line.reference, line.open_minor, line.is_left_out, said.counterparty, said.text
FROM bank_statement_lines line
LEFT JOIN bank_line_texts said ON said.line_id = line.line_id
WHERE line.bank_account_id = @bank_account_id AND line.open_minor <> 0 AND line.is_left_out = 0
  AND (line.bank_day > @after_day OR line.bank_day = @after_day AND line.line_id > @after_line) AND line.bank_day <= @last_day
ORDER BY line.bank_day, line.line_id LIMIT @row_count;
