INSERT INTO verification_runs (status, started_at, started_by, seen_at, entry_count, finding_count, first_finding_zh, first_finding_en)
VALUES ('running', @now, @started_by, @now, 0, 0, '', '') RETURNING run_id;
