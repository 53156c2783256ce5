-- Of all plans.
SELECT plan_id, version_no, from_period, terms, reason, entry_id, maker, proposal_id, recorded_at FROM taper_versions ORDER BY plan_id, version_no;
