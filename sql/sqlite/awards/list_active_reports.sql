-- Of all awards that run, every version, without what they say.
SELECT award.award_id, report.report_no, report.version_no, report.tranche_no, report.submitted_on, report.submitted_by, report.decision, report.decided_on
FROM progress_reports report JOIN awards award ON award.award_id = report.award_id
WHERE award.status = 'active'
ORDER BY award.award_id, report.report_no, report.version_no;
