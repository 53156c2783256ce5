INSERT INTO taper_versions (plan_id, version_no, from_period, terms, reason, entry_id, maker, proposal_id, recorded_at)
VALUES (@plan_id, @version_no, @from_period, @terms, @reason, @entry_id, @maker, @proposal_id, @recorded_at);
