SELECT version_no, terms, terms_sha256, reason, actor, proposal_id, recorded_at FROM grant_programme_versions WHERE programme_id = @programme_id ORDER BY version_no;
