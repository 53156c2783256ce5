-- CONVERT: a day is a date here and ISO text in SQLite.
-- Of one item, or of all where none is named.
SELECT item_id, reason, CONVERT(char(10), decided_on, 23) AS decided_on, maker, proposal_id FROM disclosure_exemptions WHERE @item_id = 0 OR item_id = @item_id ORDER BY item_id;
