-- Other gifts of the same donor, day, fund and amount that a match has taken to the same account.
SELECT other.entry_id
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
JOIN donations other ON other.donor_id = gift.donor_id AND other.fund_id = gift.fund_id AND other.amount_minor = gift.amount_minor AND other.entry_id <> gift.entry_id
JOIN journal_entries twin ON twin.entry_id = other.entry_id AND twin.occurred_on = entry.occurred_on
WHERE gift.entry_id = @entry_id
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = other.entry_id)
  AND EXISTS (
    SELECT 1 FROM bank_match_entries part
    WHERE part.entry_id = other.entry_id AND part.bank_account_id = @bank_account_id
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = part.match_id))
ORDER BY other.entry_id;
