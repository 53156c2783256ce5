-- Newest first, from a cursor down.
SELECT line.line_id, line.statement_id, line.bank_account_id, line.row_no, CONVERT(char(10), line.bank_day, 23) AS bank_day, line.amount_minor, line.balance_minor, line.reference, line.open_minor, line.is_left_out, said.counterparty, said.text
FROM bank_statement_lines line
LEFT JOIN bank_line_texts said ON said.line_id = line.line_id
WHERE line.bank_account_id = @bank_account_id AND line.bank_day BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND (line.bank_day < CAST(@before_day AS date) OR line.bank_day = CAST(@before_day AS date) AND line.line_id < @before_line)
  AND (@state = N'all' OR @state = N'open' AND line.open_minor <> 0 AND line.is_left_out = 0 OR @state = N'matched' AND line.open_minor = 0 OR @state = N'left-out' AND line.is_left_out = 1)
  AND (@direction = N'any' OR @direction = N'in' AND line.amount_minor > 0 OR @direction = N'out' AND line.amount_minor < 0)
ORDER BY line.bank_day DESC, line.line_id DESC OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
