SELECT application_id, expert_id, kind, actor, recorded_at FROM review_conflicts WHERE @application_id = 0 OR application_id = @application_id ORDER BY application_id, expert_id, kind;
