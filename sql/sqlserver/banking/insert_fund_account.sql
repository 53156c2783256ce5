INSERT INTO fund_bank_accounts (fund_id, kind, from_day, bank_account_id, actor, recorded_at) VALUES (@fund_id, @kind, @from_day, @bank_account_id, @actor, @recorded_at);
