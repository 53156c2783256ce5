INSERT INTO bank_match_lines (match_id, line_id, amount_minor) VALUES (@match_id, @line_id, @amount_minor);
