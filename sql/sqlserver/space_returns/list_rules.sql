-- Of one space, or of all.
-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT space_id, version_no, CONVERT(char(10), first_day, 23) AS first_day, basis, tiers, due_days, reason
FROM space_return_rules WHERE @space_id = 0 OR space_id = @space_id ORDER BY space_id, version_no;
