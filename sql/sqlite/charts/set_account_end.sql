UPDATE accounts SET valid_to = @valid_to WHERE account_id = @account_id;
