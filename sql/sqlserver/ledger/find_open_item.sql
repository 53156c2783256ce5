SELECT amount_minor FROM open_items
WHERE subject = @subject AND account_id = @account_id AND fund_id = @fund_id AND source_id = @source_id AND currency = @currency;
