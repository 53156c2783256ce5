INSERT INTO appropriation_versions (appropriation_id, version_no, document_number, document_sha256, fund_id, currency, confirmed_minor, conditions, spend_by, after_deadline, covers, actor, recorded_at)
VALUES (@appropriation_id, @version_no, @document_number, @document_sha256, @fund_id, @currency, @confirmed_minor, @conditions, @spend_by, @after_deadline, @covers, @actor, @recorded_at);
