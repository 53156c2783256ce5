SELECT taper.plan_id, taper.number, taper.space_id, space.code AS space_code, named.name AS space_name, taper.fund_id, taper.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, taper.status,
  taper.agreed_on, taper.ended_on, taper.review_opened_on, taper.closing
FROM taper_plans taper
JOIN spaces space ON space.space_id = taper.space_id
JOIN space_versions named ON named.space_id = space.space_id AND named.version_no = space.version_no
JOIN organisations organisation ON organisation.organisation_id = taper.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
WHERE taper.number = @number;
