-- As find_mark has it, of all plans that run.
SELECT plan.plan_id, plan.lock_count + space.lock_count + (SELECT COUNT(*) FROM directory_rules)
  + (SELECT COUNT(*) FROM operating_results result WHERE result.space_id = plan.space_id AND result.decision = 'accepted')
  + (SELECT COUNT(*) FROM surveys survey WHERE survey.about = 'space' AND survey.about_code = space.code AND survey.status = 'published')
  + (SELECT COUNT(*) FROM organisation_versions version WHERE version.organisation_id = plan.organisation_id)
  + (SELECT COUNT(*) FROM organisation_events event WHERE event.organisation_id = plan.organisation_id)
  + (SELECT COUNT(*) FROM organisation_bars bar WHERE bar.organisation_id = plan.organisation_id)
  + (SELECT COUNT(*) FROM organisation_bars bar JOIN organisation_bar_ends ended ON ended.bar_id = bar.bar_id WHERE bar.organisation_id = plan.organisation_id)
  + (SELECT COUNT(*) FROM qualifications document JOIN qualification_checks looked ON looked.qualification_id = document.qualification_id WHERE document.organisation_id = plan.organisation_id) AS mark
FROM taper_plans plan JOIN spaces space ON space.space_id = plan.space_id
WHERE plan.status = 'agreed';
