SELECT entity_id, code, name, currency, chart FROM entities;
