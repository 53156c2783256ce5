SELECT fund_id, kind, from_day, bank_account_id FROM fund_bank_accounts ORDER BY fund_id, kind, from_day;
