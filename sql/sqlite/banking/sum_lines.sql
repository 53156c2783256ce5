-- What the lines of every account add up to, and what of them is open.
SELECT bank_account_id, COUNT(*) AS line_count, SUM(amount_minor) AS amount_minor, SUM(CASE WHEN amount_minor > 0 THEN amount_minor ELSE 0 END) AS in_minor,
  SUM(CASE WHEN open_minor <> 0 THEN 1 ELSE 0 END) AS open_count, SUM(CASE WHEN open_minor > 0 THEN open_minor ELSE 0 END) AS open_in_minor, SUM(CASE WHEN open_minor < 0 THEN open_minor ELSE 0 END) AS open_out_minor,
  MIN(bank_day) AS first_day, MAX(bank_day) AS last_day
FROM bank_statement_lines
WHERE is_left_out = 0
GROUP BY bank_account_id;
