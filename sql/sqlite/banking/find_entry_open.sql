SELECT item.entry_id, item.occurred_on, item.amount_minor, item.open_minor
FROM (
  SELECT moved.entry_id, moved.occurred_on, moved.amount_minor, moved.amount_minor - COALESCE((
    SELECT SUM(part.amount_minor) FROM bank_match_entries part
    WHERE part.entry_id = moved.entry_id AND part.bank_account_id = @bank_account_id
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = part.match_id)), 0) AS open_minor
  FROM (
    SELECT line.entry_id, line.occurred_on, SUM(line.amount_minor) AS amount_minor
    FROM bank_entry_lines line
    WHERE line.bank_account_id = @bank_account_id AND line.entry_id = @entry_id
    GROUP BY line.entry_id, line.occurred_on
    HAVING SUM(line.amount_minor) <> 0) moved) item;
