SELECT requirement_id, fund_id, share_points, first_day, last_day, document_number, document_sha256 FROM cofunding_requirements
WHERE @fund_id = 0 OR fund_id = @fund_id ORDER BY requirement_id;
