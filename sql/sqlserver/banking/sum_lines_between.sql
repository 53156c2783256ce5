SELECT SUM(amount_minor) FROM bank_statement_lines
WHERE bank_account_id = @bank_account_id AND is_left_out = 0 AND bank_day BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date);
