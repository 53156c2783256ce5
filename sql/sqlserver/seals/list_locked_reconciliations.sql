-- Those that stand, with what the account's statements say of the time before its first line.
SELECT held.bank_account_id, known.code, CONVERT(char(10), held.to_day, 23) AS to_day, held.book_minor, held.bank_minor, held.opening_minor AS opening_stands, held.book_received_minor, held.book_paid_minor,
  held.bank_received_minor, held.bank_paid_minor, held.item_count, held.recorded_at,
  (SELECT CONVERT(char(10), MIN(line.bank_day), 23) FROM bank_statement_lines line WHERE line.bank_account_id = held.bank_account_id AND line.is_left_out = 0) AS first_day,
  COALESCE(known.opening_minor, (SELECT origin.opening_minor FROM bank_statements origin WHERE origin.bank_account_id = held.bank_account_id AND origin.line_count + origin.known_count > 0
    AND NOT EXISTS (SELECT 1 FROM bank_statements earlier WHERE earlier.bank_account_id = origin.bank_account_id AND earlier.line_count + earlier.known_count > 0
      AND (earlier.first_day < origin.first_day OR earlier.first_day = origin.first_day AND earlier.statement_id < origin.statement_id)))) AS opening_minor
FROM bank_reconciliations held
JOIN bank_accounts known ON known.bank_account_id = held.bank_account_id
WHERE NOT EXISTS (SELECT 1 FROM bank_reconciliation_unlocks freed WHERE freed.reconciliation_id = held.reconciliation_id)
ORDER BY held.reconciliation_id;
