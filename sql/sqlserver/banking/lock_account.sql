-- Whoever works on an account's lines changes its row first: a server lets the next one wait until the transaction ends. No hint needed.
UPDATE bank_accounts SET lock_count = lock_count + 1 WHERE bank_account_id = @bank_account_id;
