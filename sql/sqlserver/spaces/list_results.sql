-- Of one space, or of all; all versions. CONVERT: a day is a date here and ISO text in SQLite.
SELECT result.space_id, CONVERT(char(10), result.first_day, 23) AS first_day, CONVERT(char(10), result.last_day, 23) AS last_day, result.version_no, result.content, result.cost_minor, result.eligible_minor, result.revenue_minor, result.users, result.hours_open, result.volunteers, result.volunteer_hours,
  result.reason, result.evidence_sha256, CONVERT(char(10), result.submitted_on, 23) AS submitted_on, result.submitted_by, result.decision, CONVERT(char(10), result.decided_on, 23) AS decided_on, result.decided_by, result.decision_note
FROM operating_results result WHERE @space_id = 0 OR result.space_id = @space_id ORDER BY result.space_id, result.first_day, result.last_day, result.version_no;
