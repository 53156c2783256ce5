UPDATE verification_runs SET status = N'stopped', ended_at = @now WHERE status = N'running' AND seen_at < @seen_before;
