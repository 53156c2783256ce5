SELECT MIN(bank_day) AS first_day FROM bank_statement_lines WHERE bank_account_id = @bank_account_id AND is_left_out = 0;
