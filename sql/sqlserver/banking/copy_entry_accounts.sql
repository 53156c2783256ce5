INSERT INTO entry_bank_accounts (entry_id, line_no, bank_account_id)
SELECT @to_entry_id, line_no, bank_account_id FROM entry_bank_accounts WHERE entry_id = @from_entry_id;
