-- Each with its last account. CONVERT: a day is a date here and ISO text in SQLite.
SELECT payee.payee_id, payee.entity_id, payee.code, payee.kind, payee.name, account.version_no, account.holder, account.bank_name, account.account_number, account.bank_code, CONVERT(char(10), account.usable_from, 23) AS usable_from, account.maker, account.proposal_id
FROM payees payee JOIN payee_accounts account ON account.payee_id = payee.payee_id
WHERE account.version_no = (SELECT MAX(latest.version_no) FROM payee_accounts latest WHERE latest.payee_id = payee.payee_id)
ORDER BY payee.entity_id, payee.code;
