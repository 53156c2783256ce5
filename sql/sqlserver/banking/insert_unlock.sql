INSERT INTO bank_reconciliation_unlocks (reconciliation_id, reason, actor, checked_by, recorded_at) VALUES (@reconciliation_id, @reason, @actor, @checked_by, @recorded_at);
