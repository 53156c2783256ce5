-- @rows: bank_line_texts_rows
INSERT INTO bank_line_texts (line_id, counterparty, text) SELECT r.line_id, r.counterparty, r.text FROM @rows AS r;
