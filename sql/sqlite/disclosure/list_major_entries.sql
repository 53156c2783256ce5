-- Debits of the actual layer; money moved between an entity's own funds is no change of its assets, and what was reversed did not happen.
SELECT line.entry_id, line.occurred_on, MIN(line.fund_id) AS first_fund, MAX(line.fund_id) AS last_fund, SUM(line.amount_minor) AS amount_minor
FROM funds fund JOIN journal_lines line ON line.fund_id = fund.fund_id JOIN accounts account ON account.account_id = line.account_id JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE fund.entity_id = @entity_id AND line.entry_id > @after_entry AND line.entry_id <= @last_entry AND line.currency = @currency AND line.amount_minor > 0 AND account.layer = 'actual'
  AND entry.kind IN ('donation', 'in-kind-gift', 'seed-money-received', 'purchase-received', 'expense', 'tranche-due', 'taper-period-due', 'return-owed', 'clawback-written-off', 'general', 'general-fact')
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = line.entry_id)
GROUP BY line.entry_id, line.occurred_on HAVING SUM(line.amount_minor) >= @major_minor ORDER BY line.entry_id;
