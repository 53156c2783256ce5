SELECT item.match_id
FROM (
  SELECT made.match_id, CONVERT(char(10), made.last_day, 23) AS last_day,
    COALESCE((SELECT SUM(part.amount_minor) FROM bank_match_lines part WHERE part.match_id = made.match_id), 0) AS lines_minor,
    COALESCE((SELECT SUM(part.amount_minor) FROM bank_match_entries part WHERE part.match_id = made.match_id), 0) AS entries_minor,
    (SELECT CONVERT(char(10), MAX(line.bank_day), 23) FROM bank_match_lines part JOIN bank_statement_lines line ON line.line_id = part.line_id WHERE part.match_id = made.match_id) AS line_day,
    (SELECT CONVERT(char(10), MAX(entry.occurred_on), 23) FROM bank_match_entries part JOIN journal_entries entry ON entry.entry_id = part.entry_id WHERE part.match_id = made.match_id) AS entry_day
  FROM bank_matches made) item
WHERE item.lines_minor <> item.entries_minor
  OR item.last_day <> CASE WHEN COALESCE(item.line_day, N'') > COALESCE(item.entry_day, N'') THEN item.line_day ELSE COALESCE(item.entry_day, N'') END
ORDER BY item.match_id;
