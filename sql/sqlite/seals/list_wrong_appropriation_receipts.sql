-- Receipts under a document are the entries that received its money, each with what it received.
SELECT entry.entry_id
FROM journal_entries entry
JOIN journal_lines line ON line.entry_id = entry.entry_id
JOIN accounts account ON account.account_id = line.account_id
JOIN appropriations known ON known.source_id = line.source_id
LEFT JOIN appropriation_receipts receipt ON receipt.entry_id = entry.entry_id AND receipt.appropriation_id = known.appropriation_id AND receipt.currency = line.currency
WHERE entry.kind = 'seed-money-received' AND account.role = 'GovernmentGrantIncome'
GROUP BY entry.entry_id, line.currency, receipt.amount_minor
HAVING -SUM(line.amount_minor) <> COALESCE(receipt.amount_minor, 0)
UNION
SELECT receipt.entry_id FROM appropriation_receipts receipt
WHERE NOT EXISTS (
  SELECT 1 FROM journal_entries entry
  JOIN journal_lines line ON line.entry_id = entry.entry_id
  JOIN appropriations known ON known.source_id = line.source_id
  WHERE entry.entry_id = receipt.entry_id AND entry.kind = 'seed-money-received' AND known.appropriation_id = receipt.appropriation_id)
ORDER BY 1;
