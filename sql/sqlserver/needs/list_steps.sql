-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT step, version_no, CONVERT(char(10), held_on, 23) AS held_on, minutes, attendance, votes_for, votes_against, votes_abstained, reason, actor FROM need_steps WHERE need_id = @need_id;
