-- By round and status.
SELECT round.code AS round_code, programme.fund_id, application.status, COUNT(*) AS how_many, SUM(application.requested_minor) AS amount_minor
FROM applications application
JOIN grant_rounds round ON round.round_id = application.round_id
JOIN grant_programmes programme ON programme.programme_id = round.programme_id
WHERE @round = '' OR round.code = @round
GROUP BY round.code, programme.fund_id, application.status
ORDER BY round.code, application.status;
