-- CASE: a condition is no value here.
SELECT given.entity_id, given.year, given.number, given.entry_id, gift.currency, gift.amount_minor, gift.refunded_minor,
  CAST(CASE WHEN EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = given.entry_id) THEN 1 ELSE 0 END AS bigint) AS is_void
FROM receipts given
JOIN donations gift ON gift.entry_id = given.entry_id
WHERE given.entry_id = @entry_id;
