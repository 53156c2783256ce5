UPDATE payees SET name = @name, kind = @kind WHERE payee_id = @payee_id;
