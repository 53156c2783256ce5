-- Of a source that came with another ledger's journal: what was received before its document was registered here.
INSERT INTO appropriation_receipts (entry_id, appropriation_id, currency, amount_minor)
SELECT line.entry_id, known.appropriation_id, line.currency, -SUM(line.amount_minor)
FROM journal_entries entry
JOIN journal_lines line ON line.entry_id = entry.entry_id
JOIN accounts account ON account.account_id = line.account_id
JOIN appropriations known ON known.source_id = line.source_id
WHERE known.source_id = @source_id AND entry.kind = 'seed-money-received' AND account.role = 'GovernmentGrantIncome'
GROUP BY line.entry_id, known.appropriation_id, line.currency;
