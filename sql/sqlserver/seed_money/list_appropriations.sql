-- As the last document says; all of them, or the one of a source. CONVERT: a day is a date here and ISO text in SQLite.
SELECT known.appropriation_id, known.source_id, known.document_number, known.given_by, COALESCE(last.conditions, known.conditions) AS conditions,
  CONVERT(char(10), CASE WHEN last.version_no IS NULL THEN known.spend_by ELSE last.spend_by END, 23) AS spend_by,
  COALESCE(last.version_no, 0) AS version_no, last.fund_id, last.currency, last.confirmed_minor, COALESCE(last.covers, 0) AS covers,
  (SELECT COALESCE(SUM(receipt.amount_minor), 0) FROM appropriation_receipts receipt
    WHERE receipt.appropriation_id = known.appropriation_id AND receipt.currency = last.currency
      AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = receipt.entry_id)) AS received_minor
FROM appropriations known
LEFT JOIN appropriation_versions last ON last.appropriation_id = known.appropriation_id
  AND last.version_no = (SELECT MAX(version.version_no) FROM appropriation_versions version WHERE version.appropriation_id = known.appropriation_id)
WHERE @source_id = 0 OR known.source_id = @source_id
ORDER BY known.appropriation_id;
