-- CONVERT: a day is a date here and ISO text in SQLite.
-- One by its key, or all that fall due in these days where none is named.
SELECT item_id, item_key, rule_code, entity_id, fund_id, subject, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, CONVERT(char(10), due_on, 23) AS due_on FROM disclosure_items
WHERE item_key = @item_key OR (@item_key = N'' AND due_on BETWEEN @first_day AND @last_day) ORDER BY disclosure_items.due_on, item_key;
