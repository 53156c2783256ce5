UPDATE progress_reports SET decision = @decision, decided_on = @decided_on, decided_by = @decided_by, decision_note = @decision_note, refused_lines = @refused_lines
WHERE award_id = @award_id AND report_no = @report_no AND version_no = @version_no AND decision IS NULL;
