-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT requirement_id, fund_id, share_points, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, document_number, document_sha256 FROM cofunding_requirements
WHERE @fund_id = 0 OR fund_id = @fund_id ORDER BY requirement_id;
