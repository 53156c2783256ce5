-- OUTPUT: there is no RETURNING.
INSERT INTO disclosure_items (item_key, rule_code, entity_id, fund_id, subject, first_day, last_day, due_on) OUTPUT inserted.item_id
VALUES (@item_key, @rule_code, @entity_id, @fund_id, @subject, @first_day, @last_day, @due_on);
