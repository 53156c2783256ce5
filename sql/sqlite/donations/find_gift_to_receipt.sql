-- A gift split over funds counts whole, whichever part is asked for.
SELECT whole.entry_id, whole.fund_id, entry.entity_id, whole.currency, SUM(part.amount_minor) AS amount_minor, SUM(part.refunded_minor) AS refunded_minor,
  EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = whole.entry_id) AS is_reversed, MAX(given.year) AS year, MAX(given.number) AS number
FROM donations asked
JOIN donations whole ON whole.entry_id = COALESCE(asked.split_of, asked.entry_id)
JOIN journal_entries entry ON entry.entry_id = whole.entry_id
JOIN donations part ON part.entry_id = whole.entry_id OR part.split_of = whole.entry_id
LEFT JOIN receipts given ON given.entry_id = whole.entry_id AND NOT EXISTS (SELECT 1 FROM receipt_voids undone WHERE undone.entity_id = given.entity_id AND undone.year = given.year AND undone.number = given.number)
WHERE asked.entry_id = @entry_id
GROUP BY whole.entry_id, whole.fund_id, entry.entity_id, whole.currency;
