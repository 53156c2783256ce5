SELECT line.line_id FROM bank_statement_lines line
WHERE line.open_minor <> line.amount_minor - COALESCE((
    SELECT SUM(part.amount_minor) FROM bank_match_lines part
    WHERE part.line_id = line.line_id AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = part.match_id)), 0)
ORDER BY line.line_id;
