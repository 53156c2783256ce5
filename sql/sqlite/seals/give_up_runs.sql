UPDATE verification_runs SET status = 'stopped', ended_at = @now WHERE status = 'running' AND seen_at < @seen_before;
