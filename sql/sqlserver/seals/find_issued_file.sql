-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT sha256, issued_at, report, language, fund_code, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, known_at, last_entry, checkpoint_size FROM issued_files WHERE sha256 = @sha256;
