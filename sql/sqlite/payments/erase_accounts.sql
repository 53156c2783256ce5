UPDATE payee_accounts SET holder = NULL, bank_name = NULL, account_number = NULL, bank_code = NULL WHERE payee_id = @payee_id;
