-- Of the statement that begins first.
SELECT opening_minor FROM bank_statements WHERE bank_account_id = @bank_account_id AND line_count + known_count > 0 ORDER BY first_day, statement_id OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY;
