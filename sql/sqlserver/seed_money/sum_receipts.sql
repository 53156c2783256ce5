SELECT COALESCE(SUM(receipt.amount_minor), 0) FROM appropriation_receipts receipt
WHERE receipt.appropriation_id = @appropriation_id AND receipt.currency = @currency
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = receipt.entry_id);
