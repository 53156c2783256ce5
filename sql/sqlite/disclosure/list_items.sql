-- One by its key, or all that fall due in these days where none is named.
SELECT item_id, item_key, rule_code, entity_id, fund_id, subject, first_day, last_day, due_on FROM disclosure_items
WHERE item_key = @item_key OR (@item_key = '' AND due_on BETWEEN @first_day AND @last_day) ORDER BY due_on, item_key;
