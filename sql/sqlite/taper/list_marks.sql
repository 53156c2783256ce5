-- As find_mark has it, of all plans that run.
SELECT taper.plan_id, taper.lock_count + space.lock_count + (SELECT COUNT(*) FROM directory_rules)
  + (SELECT COUNT(*) FROM operating_results result WHERE result.space_id = taper.space_id AND result.decision = 'accepted')
  + (SELECT COUNT(*) FROM surveys survey WHERE survey.about = 'space' AND survey.about_code = space.code AND survey.status = 'published')
  + (SELECT COUNT(*) FROM organisation_versions version WHERE version.organisation_id = taper.organisation_id)
  + (SELECT COUNT(*) FROM organisation_events event WHERE event.organisation_id = taper.organisation_id)
  + (SELECT COUNT(*) FROM organisation_bars bar WHERE bar.organisation_id = taper.organisation_id)
  + (SELECT COUNT(*) FROM organisation_bars bar JOIN organisation_bar_ends ended ON ended.bar_id = bar.bar_id WHERE bar.organisation_id = taper.organisation_id)
  + (SELECT COUNT(*) FROM qualifications document JOIN qualification_checks looked ON looked.qualification_id = document.qualification_id WHERE document.organisation_id = taper.organisation_id) AS mark
FROM taper_plans taper JOIN spaces space ON space.space_id = taper.space_id
WHERE taper.status = 'agreed';
