SELECT given.entity_id, given.year, given.number, given.entry_id, gift.currency, gift.amount_minor, gift.refunded_minor,
  EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = given.entry_id) AS is_void
FROM receipts given
JOIN donations gift ON gift.entry_id = given.entry_id
WHERE given.year = @year AND given.number = @number
ORDER BY given.entity_id;
