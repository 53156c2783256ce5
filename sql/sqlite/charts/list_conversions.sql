SELECT made.entity_id, made.conversion_no, made.first_day, made.from_chart, made.to_chart, made.mapping, made.recorded_at,
  CASE WHEN undone.conversion_no IS NULL THEN 0 ELSE 1 END AS is_undone
FROM chart_conversions made
LEFT JOIN chart_conversions_undone undone ON undone.entity_id = made.entity_id AND undone.conversion_no = made.conversion_no
ORDER BY made.entity_id, made.conversion_no;
