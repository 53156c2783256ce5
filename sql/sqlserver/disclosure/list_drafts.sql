-- CONVERT: a day is a date here and ISO text in SQLite.
-- Of one item, or of all where none is named.
SELECT draft_id, item_id, CONVERT(char(10), prepared_on, 23) AS prepared_on, known_at, checkpoint_size, figures, actor FROM disclosure_drafts WHERE @item_id = 0 OR item_id = @item_id ORDER BY draft_id;
