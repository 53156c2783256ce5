-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT activity_id, fund_id, kind, code, name, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day FROM disclosure_activities ORDER BY first_day, activity_id;
