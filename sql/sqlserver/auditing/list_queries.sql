-- Of one number, of one entry, or all; the newest first, each with its events from the first to the last. CONVERT: a day is a date here and ISO text in SQLite.
SELECT asked.query_id, asked.about, asked.about_code, asked.entry_id, asked.entity_id, asked.fund_id, event.version_no, event.act, event.words, CONVERT(char(10), event.due_on, 23) AS due_on, event.conclusion, event.actor, event.recorded_at
FROM audit_queries asked
JOIN audit_query_events event ON event.query_id = asked.query_id
WHERE (@query_id = 0 OR asked.query_id = @query_id) AND (@entry_id = 0 OR asked.entry_id = @entry_id)
ORDER BY asked.query_id DESC, event.version_no;
