-- One that was given up meanwhile stays what it is.
UPDATE verification_runs
SET status = @status, seen_at = @now, ended_at = @now, entry_count = @entry_count, finding_count = @finding_count, first_finding_zh = @first_finding_zh, first_finding_en = @first_finding_en
WHERE run_id = @run_id AND status = 'running';
