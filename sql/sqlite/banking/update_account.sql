UPDATE bank_accounts SET name_zh = @name_zh, name_en = @name_en, bank_name = @bank_name, number_tail = @number_tail, unmatched = @unmatched, fund_id = @fund_id, source_id = @source_id, status = @status
WHERE bank_account_id = @bank_account_id;
