-- What the lines of every account add up to, and what of them is open.
SELECT bank_account_id, COUNT_BIG(*) AS line_count, SUM(amount_minor) AS amount_minor, SUM(CASE WHEN amount_minor > 0 THEN amount_minor ELSE 0 END) AS in_minor,
  SUM(CASE WHEN open_minor <> 0 THEN CAST(1 AS bigint) ELSE 0 END) AS open_count, SUM(CASE WHEN open_minor > 0 THEN open_minor ELSE 0 END) AS open_in_minor, SUM(CASE WHEN open_minor < 0 THEN open_minor ELSE 0 END) AS open_out_minor,
  CONVERT(char(10), MIN(bank_day), 23) AS first_day, CONVERT(char(10), MAX(bank_day), 23) AS last_day
FROM bank_statement_lines
WHERE is_left_out = 0
GROUP BY bank_account_id;
