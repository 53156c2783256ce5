INSERT INTO award_versions (award_id, version_no, terms, reason, entry_id, maker, proposal_id, recorded_at)
VALUES (@award_id, @version_no, @terms, @reason, @entry_id, @maker, @proposal_id, @recorded_at);
