-- @rows: bank_match_lines_rows
INSERT INTO bank_match_lines (match_id, line_id, amount_minor) SELECT r.match_id, r.line_id, r.amount_minor FROM @rows AS r;
