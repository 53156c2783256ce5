-- The last version first.
SELECT kept.version_no, kept.fiscal_code, kept.fiscal_number, kept.check_code, kept.issued_on AS issued_on, kept.actor, kept.recorded_at
FROM fiscal_receipts kept WHERE kept.entity_id = @entity_id AND kept.year = @year AND kept.number = @number
ORDER BY kept.version_no DESC;
