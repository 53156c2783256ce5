-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT objection_no, CONVERT(char(10), raised_on, 23) AS raised_on, raised_by, content, CONVERT(char(10), answered_on, 23) AS answered_on, answer, is_upheld
FROM award_objections WHERE award_id = @award_id ORDER BY objection_no;
