-- Last day first; unlocked ones among them. 0 for every account.
SELECT held.reconciliation_id, held.bank_account_id, CONVERT(char(10), held.to_day, 23) AS to_day, held.book_minor, held.bank_minor, held.bank_says, held.opening_minor, held.book_received_minor, held.book_paid_minor,
  held.bank_received_minor, held.bank_paid_minor, held.item_count, held.actor, held.recorded_at, freed.actor AS unlocked_by, freed.checked_by, freed.reason, freed.recorded_at AS unlocked_at
FROM bank_reconciliations held
LEFT JOIN bank_reconciliation_unlocks freed ON freed.reconciliation_id = held.reconciliation_id
WHERE @bank_account_id = 0 OR held.bank_account_id = @bank_account_id
ORDER BY held.bank_account_id, held.to_day DESC, held.reconciliation_id DESC;
