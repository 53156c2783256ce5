INSERT INTO bank_match_entries (match_id, entry_id, bank_account_id, amount_minor) VALUES (@match_id, @entry_id, @bank_account_id, @amount_minor);
