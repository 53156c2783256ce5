SELECT version_no, document_number, document_sha256, currency, confirmed_minor, conditions, spend_by, after_deadline, covers, actor, recorded_at
FROM appropriation_versions WHERE appropriation_id = @appropriation_id ORDER BY version_no;
