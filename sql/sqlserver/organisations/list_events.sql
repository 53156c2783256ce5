-- Of one organisation, or of all. CONVERT: a day is a date here and ISO text in SQLite.
SELECT organisation_id, event_no, kind, CONVERT(char(10), day, 23) AS day, reason, actor FROM organisation_events
WHERE @organisation_id = 0 OR organisation_id = @organisation_id ORDER BY organisation_id, event_no;
