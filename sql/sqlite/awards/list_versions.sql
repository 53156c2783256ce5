SELECT version_no, terms, reason, entry_id, maker, proposal_id, recorded_at FROM award_versions WHERE award_id = @award_id ORDER BY version_no;
