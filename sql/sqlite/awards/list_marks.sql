-- As find_mark has it, of all awards that run.
SELECT award.award_id, award.lock_count + (SELECT COUNT(*) FROM directory_rules)
  + (SELECT COUNT(*) FROM organisation_versions version WHERE version.organisation_id = award.organisation_id)
  + (SELECT COUNT(*) FROM organisation_events event WHERE event.organisation_id = award.organisation_id)
  + (SELECT COUNT(*) FROM organisation_bars bar WHERE bar.organisation_id = award.organisation_id)
  + (SELECT COUNT(*) FROM organisation_bars bar JOIN organisation_bar_ends ended ON ended.bar_id = bar.bar_id WHERE bar.organisation_id = award.organisation_id)
  + (SELECT COUNT(*) FROM qualifications document JOIN qualification_checks looked ON looked.qualification_id = document.qualification_id WHERE document.organisation_id = award.organisation_id) AS mark
FROM awards award
WHERE award.status = 'active';
