SELECT version_no, content, content_sha256, certified_by, recorded_at FROM application_versions WHERE application_id = @application_id ORDER BY version_no;
