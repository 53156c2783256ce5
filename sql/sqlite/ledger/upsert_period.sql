INSERT INTO periods (entity_id, period, status, closing_no) VALUES (@entity_id, @period, @status, @closing_no)
ON CONFLICT DO UPDATE SET status = excluded.status, closing_no = excluded.closing_no;
