SELECT gift.entry_id, entry.occurred_on AS occurred_on, gift.fund_id, gift.currency, gift.amount_minor, gift.refunded_minor,
  EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id) AS is_reversed, given.year AS receipt_year, given.number AS receipt_number
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
LEFT JOIN receipts given ON given.entry_id = gift.entry_id
WHERE gift.donor_id = @donor_id AND gift.entry_id < @before
ORDER BY gift.entry_id DESC LIMIT @row_count;
