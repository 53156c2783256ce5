-- Of one space, or of all.
SELECT space_id, version_no, first_day, basis, tiers, due_days, reason
FROM space_return_rules WHERE @space_id = 0 OR space_id = @space_id ORDER BY space_id, version_no;
