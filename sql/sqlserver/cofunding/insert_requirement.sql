-- OUTPUT: there is no RETURNING.
INSERT INTO cofunding_requirements (fund_id, share_points, first_day, last_day, document_number, document_sha256, actor, recorded_at)
OUTPUT inserted.requirement_id
VALUES (@fund_id, @share_points, @first_day, @last_day, @document_number, @document_sha256, @actor, @recorded_at);
