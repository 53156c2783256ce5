UPDATE payees SET name = NULL WHERE payee_id = @payee_id;
