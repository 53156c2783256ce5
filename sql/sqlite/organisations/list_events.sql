-- Of one organisation, or of all.
SELECT organisation_id, event_no, kind, day, reason, actor FROM organisation_events
WHERE @organisation_id = 0 OR organisation_id = @organisation_id ORDER BY organisation_id, event_no;
