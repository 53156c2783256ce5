-- The newest accepted version of each period of every space.
SELECT result.space_id, space.fund_id, result.first_day, result.last_day, result.version_no, result.cost_minor, result.eligible_minor, result.revenue_minor, result.users, result.hours_open, result.volunteers, result.volunteer_hours
FROM operating_results result JOIN spaces space ON space.space_id = result.space_id
WHERE result.decision = 'accepted' AND result.version_no = (SELECT MAX(later.version_no) FROM operating_results later
  WHERE later.space_id = result.space_id AND later.first_day = result.first_day AND later.last_day = result.last_day AND later.decision = 'accepted')
ORDER BY result.space_id, result.first_day;
