-- Every entry of the statutory books in a closed month has its voucher number.
-- YEAR and MONTH: a day is a date here and ISO text in SQLite.
SELECT entry.entry_id FROM journal_entries entry
JOIN periods period ON period.entity_id = entry.entity_id AND period.status = 'closed'
  AND period.period = YEAR(entry.occurred_on) * 100 + MONTH(entry.occurred_on)
WHERE NOT EXISTS (SELECT 1 FROM vouchers given WHERE given.entry_id = entry.entry_id)
  AND EXISTS (SELECT 1 FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.entry_id = entry.entry_id AND account.layer = 'actual')
ORDER BY entry.entry_id;
