-- In the order of their days. 0 for every account.
SELECT statement_id, bank_account_id, file_sha256, file_name, status, rows_done, line_count, known_count, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, opening_minor, closing_minor, runs_backwards, fault_count, faults, started_at
FROM bank_statements
WHERE @bank_account_id = 0 OR bank_account_id = @bank_account_id
ORDER BY bank_account_id, bank_statements.first_day, bank_statements.last_day, statement_id;
