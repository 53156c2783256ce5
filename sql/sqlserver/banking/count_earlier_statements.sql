SELECT COUNT_BIG(*) FROM bank_statements WHERE bank_account_id = @bank_account_id AND statement_id < @statement_id AND line_count > 0;
