-- Entries up to a day that the bank did not have by then, as was known at a moment. What is older than the first line belongs to the opening balance,
-- unless a match says otherwise.
SELECT item.entry_id, item.occurred_on, item.amount_minor, item.item_minor, entry.kind,
  COALESCE(gift.bank_reference, CASE WHEN entry.document_type = N'bank-reference' THEN entry.document_id END) AS reference, donor.name AS donor_name, donor.kind AS donor_kind
FROM (
  SELECT moved.entry_id, CONVERT(char(10), moved.occurred_on, 23) AS occurred_on, moved.amount_minor,
    CASE WHEN moved.occurred_on < CAST(@first_day AS date) THEN COALESCE((
      SELECT SUM(part.amount_minor) FROM bank_match_entries part JOIN bank_matches made ON made.match_id = part.match_id
    WHERE part.entry_id = moved.entry_id AND part.bank_account_id = @bank_account_id AND made.recorded_at <= @known_at
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = made.match_id AND undone.recorded_at <= @known_at)), 0) ELSE moved.amount_minor END - COALESCE((
    SELECT SUM(part.amount_minor) FROM bank_match_entries part JOIN bank_matches made ON made.match_id = part.match_id
    WHERE part.entry_id = moved.entry_id AND part.bank_account_id = @bank_account_id AND made.last_day <= CAST(@to_day AS date) AND made.recorded_at <= @known_at
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = made.match_id AND undone.recorded_at <= @known_at)), 0) AS item_minor,
    CASE WHEN moved.occurred_on < CAST(@first_day AS date) THEN moved.amount_minor - COALESCE((
      SELECT SUM(part.amount_minor) FROM bank_match_entries part JOIN bank_matches made ON made.match_id = part.match_id
    WHERE part.entry_id = moved.entry_id AND part.bank_account_id = @bank_account_id AND made.recorded_at <= @known_at
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = made.match_id AND undone.recorded_at <= @known_at)), 0) ELSE 0 END AS opening_minor
  FROM (
    SELECT line.entry_id, line.occurred_on, SUM(line.amount_minor) AS amount_minor
    FROM bank_account_lines line
    JOIN journal_entries known ON known.entry_id = line.entry_id AND known.recorded_at <= @known_at
    WHERE line.bank_account_id = @bank_account_id AND line.occurred_on <= CAST(@to_day AS date)
    GROUP BY line.entry_id, line.occurred_on
    HAVING SUM(line.amount_minor) <> 0) moved) item
JOIN journal_entries entry ON entry.entry_id = item.entry_id
LEFT JOIN donations gift ON gift.entry_id = item.entry_id
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE item.item_minor <> 0
ORDER BY item.occurred_on, item.entry_id;
