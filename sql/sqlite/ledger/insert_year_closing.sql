INSERT INTO year_closings (entity_id, year, closing_no, actor, recorded_at) VALUES (@entity_id, @year, @closing_no, @actor, @recorded_at);
