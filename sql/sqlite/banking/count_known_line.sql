-- Of earlier statements only, so that an interrupted import decides the same when it goes on.
SELECT COUNT(*) FROM bank_statement_lines WHERE bank_account_id = @bank_account_id AND row_key = @row_key AND statement_id < @statement_id;
