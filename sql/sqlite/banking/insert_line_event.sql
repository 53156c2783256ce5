INSERT INTO bank_line_events (line_id, recorded_at, is_left_out, reason, actor) VALUES (@line_id, @recorded_at, @is_left_out, @reason, @actor);
