SELECT given.entry_id FROM receipts given WHERE given.entity_id = @entity_id AND given.year = @year AND given.number = @number;
