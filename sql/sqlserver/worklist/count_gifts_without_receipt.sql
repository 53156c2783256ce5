-- As list_gifts_without_receipt has them, of what was recorded since a moment. CONVERT: a day is a date here and ISO text in SQLite.
SELECT gift.fund_id, CONVERT(char(10), MIN(entry.occurred_on), 23) AS since, COUNT_BIG(*) AS how_many
FROM journal_entries entry
JOIN donations gift ON gift.entry_id = entry.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE entry.recorded_at >= @since AND gift.split_of IS NULL AND gift.refunded_minor < gift.amount_minor AND donor.kind <> N'unnamed' AND donor.name IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
  AND NOT EXISTS (SELECT 1 FROM receipts given WHERE given.entry_id = gift.entry_id AND NOT EXISTS (SELECT 1 FROM receipt_voids undone WHERE undone.entity_id = given.entity_id AND undone.year = given.year AND undone.number = given.number))
GROUP BY gift.fund_id
ORDER BY gift.fund_id;
