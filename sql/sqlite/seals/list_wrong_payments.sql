-- Payments that do not agree with the entries they say they were paid and returned by.
SELECT payment.reference FROM payments payment
WHERE (payment.paid_entry_id IS NOT NULL AND payment.amount_minor <> COALESCE((
    SELECT SUM(line.amount_minor) FROM journal_lines line
    WHERE line.entry_id = payment.paid_entry_id AND line.subject = payment.subject AND line.account_id = payment.account_id AND line.fund_id = payment.fund_id), 0))
  OR (payment.returned_entry_id IS NOT NULL AND -payment.amount_minor <> COALESCE((
    SELECT SUM(line.amount_minor) FROM journal_lines line
    WHERE line.entry_id = payment.returned_entry_id AND line.subject = payment.subject AND line.account_id = payment.account_id AND line.fund_id = payment.fund_id), 0))
ORDER BY payment.reference;
