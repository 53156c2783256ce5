-- Of one order, or of all.
SELECT payment.reference, payment.order_id, payment.place, payee.code AS payee_code, payee.name AS payee_name, payee.kind AS payee_kind, account.holder, account.bank_name, account.account_number, account.bank_code,
  payment.owed_entry_id, payment.subject, payment.account_id, payment.fund_id, payment.amount_minor, payment.status, payment.settled_on, payment.paid_entry_id, payment.returned_entry_id, payment.reason
FROM payments payment
JOIN payees payee ON payee.payee_id = payment.payee_id
JOIN payee_accounts account ON account.payee_id = payment.payee_id AND account.version_no = payment.account_version
WHERE @order_id = 0 OR payment.order_id = @order_id ORDER BY payment.order_id, payment.place;
