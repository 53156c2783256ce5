SELECT first_days, last_days FROM seed_money_warnings WHERE entity_id = @entity_id;
