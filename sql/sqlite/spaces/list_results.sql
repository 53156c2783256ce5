-- Of one space, or of all; all versions.
SELECT result.space_id, result.first_day, result.last_day, result.version_no, result.content, result.cost_minor, result.eligible_minor, result.revenue_minor, result.users, result.hours_open, result.volunteers, result.volunteer_hours,
  result.reason, result.evidence_sha256, result.submitted_on, result.submitted_by, result.decision, result.decided_on, result.decided_by, result.decision_note
FROM operating_results result WHERE @space_id = 0 OR result.space_id = @space_id ORDER BY result.space_id, result.first_day, result.last_day, result.version_no;
