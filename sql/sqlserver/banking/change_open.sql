-- Nothing is changed when that is more than is open, or less than none, or the line is left out.
UPDATE bank_statement_lines SET open_minor = open_minor - @amount_minor
WHERE line_id = @line_id AND bank_account_id = @bank_account_id AND is_left_out = 0
  AND (amount_minor > 0 AND open_minor - @amount_minor BETWEEN 0 AND amount_minor OR amount_minor < 0 AND open_minor - @amount_minor BETWEEN amount_minor AND 0);
