-- TOP: there is no LIMIT.
SELECT TOP (1) run_id, status, started_at, started_by, seen_at, ended_at, entry_count, finding_count, first_finding_zh, first_finding_en
FROM verification_runs WHERE status IN (N'sound', N'unsound', N'failed') ORDER BY run_id DESC;
