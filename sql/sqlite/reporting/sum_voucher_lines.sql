-- What reporting/list_voucher_lines comes to, and how much of it has no number yet.
SELECT COUNT(DISTINCT line.entry_id) AS entry_count, COUNT(DISTINCT CASE WHEN given.number IS NULL THEN line.entry_id END) AS unnumbered_count, COUNT(*) AS line_count,
  COALESCE(SUM(CASE WHEN line.amount_minor > 0 THEN line.amount_minor ELSE 0 END), 0) AS debit_minor,
  COALESCE(SUM(CASE WHEN line.amount_minor < 0 THEN -line.amount_minor ELSE 0 END), 0) AS credit_minor
FROM journal_lines line
JOIN accounts account ON account.account_id = line.account_id
LEFT JOIN vouchers given ON given.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
  AND account.layer = 'actual' AND (@least = 0 OR given.number BETWEEN @least AND @most);
