SELECT status, closing_no FROM periods WHERE entity_id = @entity_id AND period = @period;
