-- @rows: entry_texts_rows
INSERT INTO entry_texts (entry_id, salt, text) SELECT r.entry_id, r.salt, r.text FROM @rows AS r;
