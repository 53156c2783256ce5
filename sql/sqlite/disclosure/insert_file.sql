INSERT INTO disclosure_files (draft_id, file_no, report, language, sha256, file_name) VALUES (@draft_id, @file_no, @report, @language, @sha256, @file_name);
