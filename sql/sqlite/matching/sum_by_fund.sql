SELECT fund_id, SUM(CASE WHEN matched_minor > 0 THEN 1 ELSE 0 END) AS gift_count, SUM(matched_minor - returned_minor) AS amount_minor
FROM matches WHERE programme_id = @programme_id GROUP BY fund_id;
