INSERT INTO disclosure_items (item_key, rule_code, entity_id, fund_id, subject, first_day, last_day, due_on)
VALUES (@item_key, @rule_code, @entity_id, @fund_id, @subject, @first_day, @last_day, @due_on) RETURNING item_id;
