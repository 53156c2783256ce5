SELECT CAST(substr(entry.occurred_on, 1, 4) AS INTEGER) AS year, gift.currency, COUNT(*) AS gift_count, SUM(gift.amount_minor - gift.refunded_minor) AS kept_minor
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
WHERE gift.donor_id = @donor_id AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
GROUP BY CAST(substr(entry.occurred_on, 1, 4) AS INTEGER), gift.currency
ORDER BY year DESC, gift.currency;
