-- OUTPUT: there is no RETURNING. The table has a trigger, so the number goes through a variable.
DECLARE @Inserted TABLE (bank_account_id bigint NOT NULL);
INSERT INTO bank_accounts (entity_id, code, name_zh, name_en, bank_name, number_tail, currency, kind, opened_on, opening_minor, unmatched, fund_id, source_id, status, lock_count)
OUTPUT inserted.bank_account_id INTO @Inserted (bank_account_id)
VALUES (@entity_id, @code, @name_zh, @name_en, @bank_name, @number_tail, @currency, @kind, @opened_on, @opening_minor, @unmatched, @fund_id, @source_id, N'open', 0);
SELECT bank_account_id FROM @Inserted;
