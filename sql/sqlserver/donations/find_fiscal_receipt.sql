-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT kept.version_no, kept.fiscal_code, kept.fiscal_number, kept.check_code, CONVERT(char(10), kept.issued_on, 23) AS issued_on
FROM fiscal_receipts kept
WHERE kept.entity_id = @entity_id AND kept.year = @year AND kept.number = @number
  AND kept.version_no = (SELECT MAX(later.version_no) FROM fiscal_receipts later WHERE later.entity_id = kept.entity_id AND later.year = kept.year AND later.number = kept.number);
