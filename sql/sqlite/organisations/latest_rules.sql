SELECT COALESCE(MAX(version_no), 0) FROM directory_rules;
