INSERT INTO application_versions (application_id, version_no, content, content_sha256, certified_by, recorded_at)
SELECT @application_id, COALESCE(MAX(version_no), 0) + 1, @content, @content_sha256, @certified_by, @recorded_at FROM application_versions WHERE application_id = @application_id;
