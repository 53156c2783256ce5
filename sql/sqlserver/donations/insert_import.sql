-- OUTPUT: there is no RETURNING.
INSERT INTO imports (fund_id, file_sha256, file_name, profile, status, rows_done, gift_count, gift_minor, started_at)
OUTPUT inserted.import_id
VALUES (@fund_id, @file_sha256, @file_name, @profile, 'running', 0, 0, 0, @started_at);
