SELECT bank_account_id, entity_id, code, name_zh, name_en, bank_name, number_tail, currency, kind, CONVERT(char(10), opened_on, 23) AS opened_on, opening_minor, unmatched, fund_id, source_id, status
FROM bank_accounts ORDER BY code;
