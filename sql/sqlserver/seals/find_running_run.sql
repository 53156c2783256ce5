-- UPDLOCK, HOLDLOCK: of two that begin at once the second waits here, then sees the first.
SELECT run_id FROM verification_runs WITH (UPDLOCK, HOLDLOCK) WHERE status = N'running';
