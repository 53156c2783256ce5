-- Of one award; all versions.
SELECT report_no, version_no, tranche_no, content, submitted_on, submitted_by, decision, decided_on, decision_note, refused_lines FROM progress_reports WHERE award_id = @award_id ORDER BY report_no, version_no;
