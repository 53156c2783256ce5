-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT match_id, state, CONVERT(char(10), day, 23) AS day, note, actor FROM need_match_events ORDER BY match_id, event_no;
