INSERT INTO bank_statement_lines (line_id, statement_id, bank_account_id, row_no, bank_day, amount_minor, balance_minor, reference, row_key, open_minor, is_left_out)
VALUES (@line_id, @statement_id, @bank_account_id, @row_no, @bank_day, @amount_minor, @balance_minor, @reference, @row_key, @amount_minor, 0);
