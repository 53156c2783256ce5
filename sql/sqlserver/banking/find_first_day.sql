SELECT CONVERT(char(10), MIN(bank_day), 23) AS first_day FROM bank_statement_lines WHERE bank_account_id = @bank_account_id AND is_left_out = 0;
