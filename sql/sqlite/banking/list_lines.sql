-- Newest first, from a cursor down.
SELECT line.line_id, line.statement_id, line.bank_account_id, line.row_no, line.bank_day, line.amount_minor, line.balance_minor, line.reference, line.open_minor, line.is_left_out, said.counterparty, said.text
FROM bank_statement_lines line
LEFT JOIN bank_line_texts said ON said.line_id = line.line_id
WHERE line.bank_account_id = @bank_account_id AND line.bank_day BETWEEN @first_day AND @last_day
  AND (line.bank_day < @before_day OR line.bank_day = @before_day AND line.line_id < @before_line)
  AND (@state = 'all' OR @state = 'open' AND line.open_minor <> 0 AND line.is_left_out = 0 OR @state = 'matched' AND line.open_minor = 0 OR @state = 'left-out' AND line.is_left_out = 1)
  AND (@direction = 'any' OR @direction = 'in' AND line.amount_minor > 0 OR @direction = 'out' AND line.amount_minor < 0)
ORDER BY line.bank_day DESC, line.line_id DESC LIMIT @row_count;
