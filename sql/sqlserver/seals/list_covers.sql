-- What each appropriation that may cover commitments still is to bring, by fund and source; an entry that was reversed brought nothing.
SELECT last.fund_id, known.source_id, last.currency, last.confirmed_minor,
  (SELECT COALESCE(SUM(receipt.amount_minor), 0) FROM appropriation_receipts receipt
    WHERE receipt.appropriation_id = known.appropriation_id AND receipt.currency = last.currency
      AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = receipt.entry_id)) AS received_minor
FROM appropriations known
JOIN appropriation_versions last ON last.appropriation_id = known.appropriation_id
WHERE last.covers = 1
  AND last.version_no = (SELECT MAX(version.version_no) FROM appropriation_versions version WHERE version.appropriation_id = known.appropriation_id);
