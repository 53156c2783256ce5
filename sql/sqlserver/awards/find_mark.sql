-- Grows with every work on the award and everything that changes how its organisation stands: while it is the same, so are they. None of these rows is ever deleted.
SELECT award.lock_count + (SELECT COUNT_BIG(*) FROM directory_rules)
  + (SELECT COUNT_BIG(*) FROM organisation_versions version WHERE version.organisation_id = award.organisation_id)
  + (SELECT COUNT_BIG(*) FROM organisation_events event WHERE event.organisation_id = award.organisation_id)
  + (SELECT COUNT_BIG(*) FROM organisation_bars bar WHERE bar.organisation_id = award.organisation_id)
  + (SELECT COUNT_BIG(*) FROM organisation_bars bar JOIN organisation_bar_ends ended ON ended.bar_id = bar.bar_id WHERE bar.organisation_id = award.organisation_id)
  + (SELECT COUNT_BIG(*) FROM qualifications document JOIN qualification_checks looked ON looked.qualification_id = document.qualification_id WHERE document.organisation_id = award.organisation_id) AS mark
FROM awards award WHERE award.award_id = @award_id;
