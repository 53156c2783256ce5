INSERT INTO payee_accounts (payee_id, version_no, holder, bank_name, account_number, bank_code, usable_from, maker, proposal_id, recorded_at)
VALUES (@payee_id, @version_no, @holder, @bank_name, @account_number, @bank_code, @usable_from, @maker, @proposal_id, @recorded_at);
