-- The last agreed first. CONVERT: a day is a date here and ISO text in SQLite.
SELECT plan.plan_id, plan.number, plan.space_id, space.code AS space_code, named.name AS space_name, plan.fund_id, plan.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, plan.status,
  CONVERT(char(10), plan.agreed_on, 23) AS agreed_on, CONVERT(char(10), plan.ended_on, 23) AS ended_on, CONVERT(char(10), plan.review_opened_on, 23) AS review_opened_on, plan.closing
FROM taper_plans plan
JOIN spaces space ON space.space_id = plan.space_id
JOIN space_versions named ON named.space_id = space.space_id AND named.version_no = space.version_no
JOIN organisations organisation ON organisation.organisation_id = plan.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
ORDER BY plan.plan_id DESC;
