-- Nothing is changed when another process has gone on with it.
UPDATE bank_statements SET rows_done = rows_done + @row_count, line_count = line_count + @line_count, known_count = known_count + @known_count
WHERE statement_id = @statement_id AND rows_done = @rows_before AND status = N'running';
