-- @rows: bank_match_entries_rows
INSERT INTO bank_match_entries (match_id, entry_id, bank_account_id, amount_minor) SELECT r.match_id, r.entry_id, r.bank_account_id, r.amount_minor FROM @rows AS r;
