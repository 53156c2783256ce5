-- Of all awards; what was borne and what is owed stands in the ledger under the tranche's subject.
SELECT award.number, award.currency, tranche.tranche_no, tranche.amount_minor, tranche.due_on, tranche.status, tranche.is_approved, tranche.held_why, tranche.released_on, tranche.entry_id,
  COALESCE((SELECT SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.subject = 'tranche/' || award.number || '/' || tranche.tranche_no AND line.subject <> '' AND account.role = 'GrantsExpense'), 0) AS borne_minor,
  COALESCE((SELECT -SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
    WHERE item.subject = 'tranche/' || award.number || '/' || tranche.tranche_no AND account.role = 'GrantsPayable'), 0) AS owed_minor,
  (SELECT payment.status FROM payments payment WHERE payment.subject = 'tranche/' || award.number || '/' || tranche.tranche_no ORDER BY payment.order_id DESC LIMIT 1) AS payment_status
FROM tranches tranche JOIN awards award ON award.award_id = tranche.award_id
ORDER BY tranche.award_id, tranche.tranche_no;
