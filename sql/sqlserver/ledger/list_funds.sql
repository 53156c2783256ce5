SELECT fund_id, entity_id, code, name, kind, currency, parent_id, spending_order, status FROM funds;
