INSERT INTO journal_lines (entry_id, line_no, occurred_on, account_id, fund_id, source_id, subject, currency, amount_minor, line_hash)
VALUES (@entry_id, @line_no, @occurred_on, @account_id, @fund_id, @source_id, @subject, @currency, @amount_minor, @line_hash);
