-- The + keeps the fund's index out of it: what came later is a range of entry numbers, and nothing in most reads.
SELECT occurred_on, account_id, source_id,
  SUM(CASE WHEN amount_minor > 0 THEN amount_minor ELSE 0 END) AS debit_minor,
  SUM(CASE WHEN amount_minor < 0 THEN -amount_minor ELSE 0 END) AS credit_minor,
  COUNT(*) AS line_count
FROM journal_lines
WHERE entry_id > @last_entry AND +fund_id = @fund_id AND occurred_on BETWEEN @first_day AND @last_day
GROUP BY occurred_on, account_id, source_id;
