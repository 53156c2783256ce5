SELECT change_no, closes_at_before, closes_at, reason, actor, recorded_at FROM grant_round_changes WHERE round_id = @round_id ORDER BY change_no;
