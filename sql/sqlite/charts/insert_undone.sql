INSERT INTO chart_conversions_undone (entity_id, conversion_no, actor, checked_by, reason, recorded_at)
VALUES (@entity_id, @conversion_no, @actor, @checked_by, @reason, @recorded_at);
