INSERT INTO grant_round_changes (round_id, change_no, closes_at_before, closes_at, reason, actor, recorded_at)
VALUES (@round_id, @change_no, @closes_at_before, @closes_at, @reason, @actor, @recorded_at);
