-- Gifts that stand, of donors who left a name; the parts of a split gift have the receipt of its first.
-- CONVERT, CAST, OFFSET and FETCH: a day is a date here and ISO text in SQLite, and there is no LIMIT.
SELECT gift.entry_id, gift.fund_id, gift.donor_id, donor.kind AS donor_kind, donor.name AS donor_name, donor.is_anonymous, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, gift.currency, gift.amount_minor, gift.refunded_minor
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE gift.fund_id = @fund_id AND gift.split_of IS NULL AND entry.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND gift.refunded_minor < gift.amount_minor AND donor.kind <> N'unnamed' AND donor.name IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
  AND NOT EXISTS (SELECT 1 FROM receipts given WHERE given.entry_id = gift.entry_id AND NOT EXISTS (SELECT 1 FROM receipt_voids undone WHERE undone.entity_id = given.entity_id AND undone.year = given.year AND undone.number = given.number))
ORDER BY entry.occurred_on, gift.entry_id OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
