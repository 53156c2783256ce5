INSERT INTO grant_programme_versions (programme_id, version_no, terms, terms_sha256, reason, actor, proposal_id, recorded_at)
VALUES (@programme_id, @version_no, @terms, @terms_sha256, @reason, @actor, @proposal_id, @recorded_at);
