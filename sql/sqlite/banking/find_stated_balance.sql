-- The last balance that a statement says up to a day.
SELECT line.line_id, line.statement_id, line.row_no, line.bank_day, line.balance_minor, origin.runs_backwards
FROM bank_statement_lines line
JOIN bank_statements origin ON origin.statement_id = line.statement_id
WHERE line.bank_account_id = @bank_account_id AND line.balance_minor IS NOT NULL AND line.is_left_out = 0
  AND line.bank_day = (SELECT MAX(last.bank_day) FROM bank_statement_lines last WHERE last.bank_account_id = @bank_account_id AND last.balance_minor IS NOT NULL AND last.is_left_out = 0 AND last.bank_day <= @to_day)
ORDER BY origin.last_day DESC, origin.first_day DESC, line.statement_id DESC, CASE WHEN origin.runs_backwards = 1 THEN -line.row_no ELSE line.row_no END DESC LIMIT 1;
