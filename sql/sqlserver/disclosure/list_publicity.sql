SELECT fund_id, version_no, is_shown, reason, actor, recorded_at FROM fund_publicity ORDER BY fund_id, version_no;
