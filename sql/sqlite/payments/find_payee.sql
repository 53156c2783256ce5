SELECT payee.payee_id, payee.entity_id, payee.code, payee.kind, payee.name, account.version_no, account.holder, account.bank_name, account.account_number, account.bank_code, account.usable_from, account.maker, account.proposal_id
FROM payees payee JOIN payee_accounts account ON account.payee_id = payee.payee_id
WHERE payee.entity_id = @entity_id AND payee.code = @code AND account.version_no = (SELECT MAX(latest.version_no) FROM payee_accounts latest WHERE latest.payee_id = payee.payee_id);
