-- Of one organisation, or of all.
SELECT bar.bar_id, bar.organisation_id, bar.first_day, bar.last_day, bar.reason, bar.actor, ended.ended_on, ended.reason AS end_reason, ended.proposal_id
FROM organisation_bars bar LEFT JOIN organisation_bar_ends ended ON ended.bar_id = bar.bar_id
WHERE @organisation_id = 0 OR bar.organisation_id = @organisation_id ORDER BY bar.bar_id;
