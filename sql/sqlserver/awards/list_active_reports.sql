-- Of all awards that run, every version, without what they say. CONVERT: a day is a date here and ISO text in SQLite.
SELECT award.award_id, report.report_no, report.version_no, report.tranche_no, CONVERT(char(10), report.submitted_on, 23) AS submitted_on, report.submitted_by, report.decision, CONVERT(char(10), report.decided_on, 23) AS decided_on
FROM progress_reports report JOIN awards award ON award.award_id = report.award_id
WHERE award.status = N'active'
ORDER BY award.award_id, report.report_no, report.version_no;
