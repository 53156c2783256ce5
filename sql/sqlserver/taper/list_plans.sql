-- The last agreed first. CONVERT: a day is a date here and ISO text in SQLite.
SELECT taper.plan_id, taper.number, taper.space_id, space.code AS space_code, named.name AS space_name, taper.fund_id, taper.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, taper.status,
  CONVERT(char(10), taper.agreed_on, 23) AS agreed_on, CONVERT(char(10), taper.ended_on, 23) AS ended_on, CONVERT(char(10), taper.review_opened_on, 23) AS review_opened_on, taper.closing
FROM taper_plans taper
JOIN spaces space ON space.space_id = taper.space_id
JOIN space_versions named ON named.space_id = space.space_id AND named.version_no = space.version_no
JOIN organisations organisation ON organisation.organisation_id = taper.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
ORDER BY taper.plan_id DESC;
