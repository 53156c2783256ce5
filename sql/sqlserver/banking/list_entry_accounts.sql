-- The accounts an entry moved, and by how much.
SELECT line.bank_account_id, SUM(line.amount_minor) AS amount_minor
FROM bank_entry_lines line
WHERE line.entry_id = @entry_id AND line.bank_account_id IS NOT NULL
GROUP BY line.bank_account_id
HAVING SUM(line.amount_minor) <> 0
ORDER BY line.bank_account_id;
