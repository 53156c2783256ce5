SELECT source_id, -amount_minor AS amount_minor FROM open_items WHERE subject = @subject AND account_id = @account_id AND fund_id = @fund_id AND amount_minor < 0 ORDER BY source_id;
