-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT version_no, text_sha256, CONVERT(char(10), signed_on, 23) AS signed_on, manner, scan_sha256, accepted_by FROM award_agreements WHERE award_id = @award_id ORDER BY version_no;
