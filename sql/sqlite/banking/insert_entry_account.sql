INSERT INTO entry_bank_accounts (entry_id, line_no, bank_account_id) VALUES (@entry_id, @line_no, @bank_account_id);
