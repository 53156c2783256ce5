-- The last number first. CONVERT, CASE, OFFSET and FETCH: a day is a date here and ISO text in SQLite, a condition is no value, and there is no LIMIT.
SELECT given.entity_id, given.year, given.number, given.entry_id, given.issue_no, given.issued_at, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, gift.fund_id, gift.channel, gift.currency,
  gift.donor_id, donor.kind AS donor_kind, donor.name AS donor_name, donor.is_anonymous,
  gift.amount_minor + COALESCE((SELECT SUM(part.amount_minor) FROM donations part WHERE part.split_of = gift.entry_id), 0) AS amount_minor,
  gift.refunded_minor + COALESCE((SELECT SUM(part.refunded_minor) FROM donations part WHERE part.split_of = gift.entry_id), 0) AS refunded_minor,
  CAST(CASE WHEN EXISTS (SELECT 1 FROM journal_entries reversal WHERE reversal.reverses = given.entry_id) THEN 1 ELSE 0 END AS bigint) AS is_reversed, undone.reason AS void_reason, undone.recorded_at AS voided_at,
  fiscal.version_no AS fiscal_version, fiscal.fiscal_code, fiscal.fiscal_number, fiscal.check_code, CONVERT(char(10), fiscal.issued_on, 23) AS fiscal_issued_on
FROM receipts given
JOIN donations gift ON gift.entry_id = given.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
JOIN journal_entries entry ON entry.entry_id = given.entry_id
LEFT JOIN receipt_voids undone ON undone.entity_id = given.entity_id AND undone.year = given.year AND undone.number = given.number
LEFT JOIN fiscal_receipts fiscal ON fiscal.entity_id = given.entity_id AND fiscal.year = given.year AND fiscal.number = given.number
  AND fiscal.version_no = (SELECT MAX(later.version_no) FROM fiscal_receipts later WHERE later.entity_id = given.entity_id AND later.year = given.year AND later.number = given.number)
WHERE given.entity_id = @entity_id AND given.year = @year AND given.number BETWEEN @first_number AND @last_number
ORDER BY given.number DESC OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
