SELECT item.match_id
FROM (
  SELECT made.match_id, made.last_day,
    COALESCE((SELECT SUM(part.amount_minor) FROM bank_match_lines part WHERE part.match_id = made.match_id), 0) AS lines_minor,
    COALESCE((SELECT SUM(part.amount_minor) FROM bank_match_entries part WHERE part.match_id = made.match_id), 0) AS entries_minor,
    (SELECT MAX(line.bank_day) FROM bank_match_lines part JOIN bank_statement_lines line ON line.line_id = part.line_id WHERE part.match_id = made.match_id) AS line_day,
    (SELECT MAX(entry.occurred_on) FROM bank_match_entries part JOIN journal_entries entry ON entry.entry_id = part.entry_id WHERE part.match_id = made.match_id) AS entry_day
  FROM bank_matches made) item
WHERE item.lines_minor <> item.entries_minor
  OR item.last_day <> CASE WHEN COALESCE(item.line_day, '') > COALESCE(item.entry_day, '') THEN item.line_day ELSE COALESCE(item.entry_day, '') END
ORDER BY item.match_id;
