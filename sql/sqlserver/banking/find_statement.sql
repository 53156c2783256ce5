SELECT statement_id, status, rows_done, line_count, known_count FROM bank_statements WHERE bank_account_id = @bank_account_id AND file_sha256 = @file_sha256;
