-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT version_no, document_number, document_sha256, currency, confirmed_minor, conditions, CONVERT(char(10), spend_by, 23) AS spend_by, after_deadline, covers, actor, recorded_at
FROM appropriation_versions WHERE appropriation_id = @appropriation_id ORDER BY version_no;
