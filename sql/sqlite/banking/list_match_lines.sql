SELECT part.match_id, part.line_id, part.amount_minor, line.bank_day FROM bank_match_lines part
JOIN bank_statement_lines line ON line.line_id = part.line_id
WHERE part.match_id = @match_id ORDER BY part.line_id;
