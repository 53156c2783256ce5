INSERT INTO space_investments (space_id, investment_no, kind, amount_minor, spent_on, what, entry_id, evidence_sha256, actor, recorded_at)
VALUES (@space_id, @investment_no, @kind, @amount_minor, @spent_on, @what, @entry_id, @evidence_sha256, @actor, @recorded_at);
