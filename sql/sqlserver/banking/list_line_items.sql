-- Lines up to a day that the books did not have by then, as was known at a moment.
SELECT item.line_id, item.statement_id, item.row_no, item.bank_day, item.amount_minor, item.item_minor, item.reference, item.row_key, said.counterparty, said.text
FROM (
  SELECT line.line_id, line.statement_id, line.row_no, CONVERT(char(10), line.bank_day, 23) AS bank_day, line.amount_minor, line.reference, line.row_key, line.amount_minor - COALESCE((
    SELECT SUM(part.amount_minor) FROM bank_match_lines part JOIN bank_matches made ON made.match_id = part.match_id
    WHERE part.line_id = line.line_id AND made.last_day <= CAST(@to_day AS date) AND made.recorded_at <= @known_at
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = made.match_id AND undone.recorded_at <= @known_at)), 0) AS item_minor
  FROM bank_statement_lines line
  WHERE line.bank_account_id = @bank_account_id AND line.is_left_out = 0 AND line.bank_day <= CAST(@to_day AS date)) item
LEFT JOIN bank_line_texts said ON said.line_id = item.line_id
WHERE item.item_minor <> 0
ORDER BY item.bank_day, item.line_id;
