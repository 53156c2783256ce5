-- OFFSET and FETCH: there is no LIMIT.
SELECT run_id, status, started_at, started_by, seen_at, ended_at, entry_count, finding_count, first_finding_zh, first_finding_en
FROM verification_runs ORDER BY run_id DESC OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
