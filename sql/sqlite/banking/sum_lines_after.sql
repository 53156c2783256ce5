-- What came after a line that states the balance, up to a day.
SELECT COALESCE(SUM(line.amount_minor), 0) FROM bank_statement_lines line
WHERE line.bank_account_id = @bank_account_id AND line.is_left_out = 0 AND line.bank_day <= @to_day
  AND (line.bank_day > @bank_day OR line.bank_day = @bank_day AND line.statement_id = @statement_id
    AND (@runs_backwards = 0 AND line.row_no > @row_no OR @runs_backwards = 1 AND line.row_no < @row_no));
