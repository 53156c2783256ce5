-- Those last set.
SELECT version_no, opens_before, reminds_before, required FROM directory_rules WHERE version_no = (SELECT MAX(latest.version_no) FROM directory_rules latest);
