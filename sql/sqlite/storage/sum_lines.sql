-- Debits and credits of all lines, by currency.
SELECT currency, COUNT(*) AS line_count,
  SUM(CASE WHEN amount_minor > 0 THEN amount_minor ELSE 0 END) AS debit_minor,
  SUM(CASE WHEN amount_minor < 0 THEN -amount_minor ELSE 0 END) AS credit_minor
FROM journal_lines GROUP BY currency ORDER BY currency;
