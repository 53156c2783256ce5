INSERT INTO payments (reference, order_id, place, payee_id, account_version, owed_entry_id, subject, account_id, fund_id, amount_minor, status)
VALUES (@reference, @order_id, @place, @payee_id, @account_version, @owed_entry_id, @subject, @account_id, @fund_id, @amount_minor, N'sent');
