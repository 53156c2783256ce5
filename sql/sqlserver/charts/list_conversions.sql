-- CONVERT: a day is a date here and ISO text in SQLite, and a number of a CASE is a 32-bit one.
SELECT made.entity_id, made.conversion_no, CONVERT(char(10), made.first_day, 23) AS first_day, made.from_chart, made.to_chart, made.mapping, made.recorded_at,
  CONVERT(bigint, CASE WHEN undone.conversion_no IS NULL THEN 0 ELSE 1 END) AS is_undone
FROM chart_conversions made
LEFT JOIN chart_conversions_undone undone ON undone.entity_id = made.entity_id AND undone.conversion_no = made.conversion_no
ORDER BY made.entity_id, made.conversion_no;
