SELECT entity_id, period, status, closing_no FROM periods ORDER BY entity_id, period;
