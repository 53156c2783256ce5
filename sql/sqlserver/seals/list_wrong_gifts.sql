-- A gift's row repeats what its entry says; what was refunded is what its refunds and charge-backs took, without those taken back.
SELECT gift.entry_id FROM donations gift
WHERE NOT EXISTS (
    SELECT 1 FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.entry_id = gift.entry_id AND account.role = 'DonationIncome' AND line.fund_id = gift.fund_id AND line.source_id = gift.source_id
      AND line.currency = gift.currency AND line.amount_minor = -gift.amount_minor)
  OR gift.refunded_minor <> (
    SELECT COALESCE(SUM(line.amount_minor), 0)
    FROM journal_entries later
    JOIN journal_lines line ON line.entry_id = later.entry_id
    JOIN accounts account ON account.account_id = line.account_id
    WHERE later.relates_to = gift.entry_id AND later.kind IN ('refund-due', 'charge-back') AND account.role = 'DonationIncome'
      AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = later.entry_id))
ORDER BY gift.entry_id;
