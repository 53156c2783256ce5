-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT code, about, about_code, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, content_share, respondents, quorum, CONVERT(char(10), published_on, 23) AS published_on
FROM surveys WHERE status = N'published' AND content_share IS NOT NULL ORDER BY surveys.last_day, code;
