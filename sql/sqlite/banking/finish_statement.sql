UPDATE bank_statements SET status = 'done' WHERE statement_id = @statement_id;
