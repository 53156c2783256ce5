SELECT subject, account_id, fund_id, source_id, currency, amount_minor FROM open_items;
