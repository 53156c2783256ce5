-- The newest accepted version of each period of every space. CONVERT: a day is a date here and ISO text in SQLite.
SELECT result.space_id, space.fund_id, CONVERT(char(10), result.first_day, 23) AS first_day, CONVERT(char(10), result.last_day, 23) AS last_day, result.version_no, result.cost_minor, result.eligible_minor, result.revenue_minor, result.users, result.hours_open, result.volunteers, result.volunteer_hours
FROM operating_results result JOIN spaces space ON space.space_id = result.space_id
WHERE result.decision = N'accepted' AND result.version_no = (SELECT MAX(later.version_no) FROM operating_results later
  WHERE later.space_id = result.space_id AND later.first_day = result.first_day AND later.last_day = result.last_day AND later.decision = N'accepted')
ORDER BY result.space_id, result.first_day;
