INSERT INTO progress_reports (award_id, report_no, version_no, tranche_no, content, submitted_on, submitted_by, recorded_at)
VALUES (@award_id, @report_no, @version_no, @tranche_no, @content, @submitted_on, @submitted_by, @recorded_at);
