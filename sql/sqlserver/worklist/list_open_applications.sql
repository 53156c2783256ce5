-- What lies with the applicant, or with the fund manager; and what one person is in its team.
SELECT application.number, application.status, application.title, application.currency, application.requested_minor, programme.fund_id, organisation.code AS organisation_code, profile.name AS organisation_name,
  COALESCE(application.deadline_at, round.closes_at) AS deadline_at, member.role AS member_role,
  COALESCE((SELECT MAX(moved.recorded_at) FROM application_moves moved WHERE moved.application_id = application.application_id), application.recorded_at) AS since
FROM applications application
JOIN grant_rounds round ON round.round_id = application.round_id
JOIN grant_programmes programme ON programme.programme_id = round.programme_id
JOIN organisations organisation ON organisation.organisation_id = application.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
LEFT JOIN application_members member ON member.application_id = application.application_id AND member.person_id = @person_id
WHERE application.status IN (N'draft', N'changes-requested', N'submitted', N'reviewed')
ORDER BY application.application_id;
