-- What came of a text that was sent in a table: Babelfish 4.4 puts it into a statement of its own, between quotes.
-- @rows: entry_texts_rows
SELECT r.text FROM @rows AS r;
