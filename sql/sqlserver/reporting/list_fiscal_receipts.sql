-- The last version first. CONVERT: a day is a date here and ISO text in SQLite.
SELECT kept.version_no, kept.fiscal_code, kept.fiscal_number, kept.check_code, CONVERT(char(10), kept.issued_on, 23) AS issued_on, kept.actor, kept.recorded_at
FROM fiscal_receipts kept WHERE kept.entity_id = @entity_id AND kept.year = @year AND kept.number = @number
ORDER BY kept.version_no DESC;
