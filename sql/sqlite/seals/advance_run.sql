UPDATE verification_runs SET seen_at = @now, entry_count = @entry_count WHERE run_id = @run_id AND status = 'running';
