SELECT entity_id, period FROM periods WHERE status = 'closed' ORDER BY entity_id, period;
