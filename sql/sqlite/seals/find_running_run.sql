SELECT run_id FROM verification_runs WHERE status = 'running';
