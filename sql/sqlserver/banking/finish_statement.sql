UPDATE bank_statements SET status = N'done' WHERE statement_id = @statement_id;
