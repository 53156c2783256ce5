INSERT INTO bank_accounts (entity_id, code, name_zh, name_en, bank_name, number_tail, currency, kind, opened_on, opening_minor, unmatched, fund_id, source_id, status, lock_count)
VALUES (@entity_id, @code, @name_zh, @name_en, @bank_name, @number_tail, @currency, @kind, @opened_on, @opening_minor, @unmatched, @fund_id, @source_id, 'open', 0) RETURNING bank_account_id;
