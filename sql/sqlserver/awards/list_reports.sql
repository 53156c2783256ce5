-- Of one award; all versions. CONVERT: a day is a date here and ISO text in SQLite.
SELECT report_no, version_no, tranche_no, content, CONVERT(char(10), submitted_on, 23) AS submitted_on, submitted_by, decision, CONVERT(char(10), decided_on, 23) AS decided_on, decision_note, refused_lines
FROM progress_reports WHERE award_id = @award_id ORDER BY report_no, version_no;
