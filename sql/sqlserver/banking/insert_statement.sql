-- OUTPUT: there is no RETURNING. The table has a trigger, so the number goes through a variable.
DECLARE @Inserted TABLE (statement_id bigint NOT NULL);
INSERT INTO bank_statements (bank_account_id, file_sha256, file_name, profile, status, rows_done, line_count, known_count, first_day, last_day, opening_minor, closing_minor, runs_backwards, fault_count, faults, actor, started_at)
OUTPUT inserted.statement_id INTO @Inserted (statement_id)
VALUES (@bank_account_id, @file_sha256, @file_name, @profile, N'running', 0, 0, 0, @first_day, @last_day, @opening_minor, @closing_minor, @runs_backwards, @fault_count, @faults, @actor, @started_at);
SELECT statement_id FROM @Inserted;
