SELECT MAX(period) FROM periods WHERE entity_id = @entity_id AND status <> 'open';
