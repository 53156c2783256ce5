-- Of one organisation, or of all. CONVERT: a day is a date here and ISO text in SQLite.
SELECT bar.bar_id, bar.organisation_id, CONVERT(char(10), bar.first_day, 23) AS first_day, CONVERT(char(10), bar.last_day, 23) AS last_day, bar.reason, bar.actor, CONVERT(char(10), ended.ended_on, 23) AS ended_on, ended.reason AS end_reason, ended.proposal_id
FROM organisation_bars bar LEFT JOIN organisation_bar_ends ended ON ended.bar_id = bar.bar_id
WHERE @organisation_id = 0 OR bar.organisation_id = @organisation_id ORDER BY bar.bar_id;
