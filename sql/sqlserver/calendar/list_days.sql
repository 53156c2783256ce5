-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT CONVERT(char(10), day, 23) AS day, kind, name, origin FROM calendar_days ORDER BY day;
