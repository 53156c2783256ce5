INSERT INTO receipt_counters (last_number, entity_id, year) VALUES (@last_number, @entity_id, @year)
ON CONFLICT (entity_id, year) DO UPDATE SET last_number = excluded.last_number;
