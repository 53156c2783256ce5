INSERT INTO receipts (entity_id, year, number, entry_id, issued_at) VALUES (@entity_id, @year, @number, @entry_id, @issued_at);
