SELECT SUM(amount_minor) FROM bank_statement_lines
WHERE bank_account_id = @bank_account_id AND is_left_out = 0 AND bank_day BETWEEN @first_day AND @last_day;
