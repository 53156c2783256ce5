INSERT INTO bank_unmatches (match_id, reason, actor, recorded_at) VALUES (@match_id, @reason, @actor, @recorded_at);
