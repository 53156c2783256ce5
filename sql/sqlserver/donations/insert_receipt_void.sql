INSERT INTO receipt_voids (entity_id, year, number, reason, actor, recorded_at) VALUES (@entity_id, @year, @number, @reason, @actor, @recorded_at);
