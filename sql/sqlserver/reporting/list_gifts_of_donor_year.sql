-- Those of donors that were merged into this one are among them.
-- A gift counts once, in the year of its day, whatever receipts it had; those reversed do not count.
-- CONVERT, CAST, CASE: a day is a date here and ISO text in SQLite, and a condition is no value.
SELECT gift.entry_id, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, gift.fund_id, gift.currency, gift.amount_minor, gift.refunded_minor,
  CAST(CASE WHEN EXISTS (SELECT 1 FROM journal_entries reversal WHERE reversal.reverses = gift.entry_id) THEN 1 ELSE 0 END AS bigint) AS is_reversed, given.year AS receipt_year, given.number AS receipt_number, CAST(CASE WHEN undone.number IS NOT NULL THEN 1 ELSE 0 END AS bigint) AS is_void,
  fiscal.fiscal_code, fiscal.fiscal_number
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
LEFT JOIN receipts given ON given.entry_id = COALESCE(gift.split_of, gift.entry_id)
  AND given.issue_no = (SELECT MAX(later.issue_no) FROM receipts later WHERE later.entry_id = COALESCE(gift.split_of, gift.entry_id))
LEFT JOIN receipt_voids undone ON undone.entity_id = given.entity_id AND undone.year = given.year AND undone.number = given.number
LEFT JOIN fiscal_receipts fiscal ON fiscal.entity_id = given.entity_id AND fiscal.year = given.year AND fiscal.number = given.number AND fiscal.is_current = 1
WHERE (gift.donor_id = @donor_id OR gift.donor_id IN (SELECT merged.donor_id FROM donor_merges merged WHERE merged.into_id = @donor_id AND merged.undone_at IS NULL)) AND entry.entity_id = @entity_id AND gift.currency = @currency AND entry.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND NOT EXISTS (SELECT 1 FROM journal_entries reversal WHERE reversal.reverses = gift.entry_id)
ORDER BY entry.occurred_on, gift.entry_id;
