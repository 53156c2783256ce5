INSERT INTO open_items (subject, account_id, fund_id, source_id, currency, sign, amount_minor)
VALUES (@subject, @account_id, @fund_id, @source_id, @currency, @sign, @amount_minor);
