-- The last agreed first.
SELECT plan.plan_id, plan.number, plan.space_id, space.code AS space_code, named.name AS space_name, plan.fund_id, plan.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, plan.status,
  plan.agreed_on, plan.ended_on, plan.review_opened_on, plan.closing
FROM taper_plans plan
JOIN spaces space ON space.space_id = plan.space_id
JOIN space_versions named ON named.space_id = space.space_id AND named.version_no = space.version_no
JOIN organisations organisation ON organisation.organisation_id = plan.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
ORDER BY plan.plan_id DESC;
