INSERT INTO chart_conversions (entity_id, conversion_no, first_day, from_chart, to_chart, mapping, actor, recorded_at)
VALUES (@entity_id, @conversion_no, @first_day, @from_chart, @to_chart, @mapping, @actor, @recorded_at);
