-- How many receipts are due, over what amount; and how many gifts get none since nobody can be named on it.
SELECT COALESCE(SUM(CASE WHEN donor.kind <> 'unnamed' AND donor.name IS NOT NULL THEN 1 ELSE 0 END), 0) AS gift_count,
  COALESCE(SUM(CASE WHEN donor.kind <> 'unnamed' AND donor.name IS NOT NULL THEN gift.amount_minor - gift.refunded_minor ELSE 0 END), 0) AS kept_minor,
  COALESCE(SUM(CASE WHEN donor.kind = 'unnamed' OR donor.name IS NULL THEN 1 ELSE 0 END), 0) AS unnamed_count
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE gift.fund_id = @fund_id AND gift.split_of IS NULL AND entry.occurred_on BETWEEN @first_day AND @last_day AND gift.refunded_minor < gift.amount_minor
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
  AND NOT EXISTS (SELECT 1 FROM receipts given WHERE given.entry_id = gift.entry_id AND NOT EXISTS (SELECT 1 FROM receipt_voids undone WHERE undone.entity_id = given.entity_id AND undone.year = given.year AND undone.number = given.number));
