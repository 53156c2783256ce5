-- OUTPUT: there is no RETURNING.
INSERT INTO verification_runs (status, started_at, started_by, seen_at, entry_count, finding_count, first_finding_zh, first_finding_en)
OUTPUT inserted.run_id
VALUES (N'running', @now, @started_by, @now, 0, 0, N'', N'');
