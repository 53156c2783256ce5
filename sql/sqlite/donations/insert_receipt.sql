INSERT INTO receipts (entity_id, year, number, entry_id, issue_no, actor, issued_at)
SELECT @entity_id, @year, @number, @entry_id, 1 + COALESCE(MAX(earlier.issue_no), 0), @actor, @issued_at
FROM receipts earlier WHERE earlier.entry_id = @entry_id;
