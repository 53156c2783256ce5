SELECT plan_id, version_no, from_period, terms, reason, entry_id, maker, proposal_id, recorded_at FROM taper_versions WHERE plan_id = @plan_id ORDER BY version_no;
