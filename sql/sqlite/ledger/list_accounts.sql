SELECT account_id, entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to, closes_to FROM accounts;
