SELECT given.entity_id, given.year, given.number FROM receipts given WHERE given.year = @year AND given.number = @number ORDER BY given.entity_id;
