INSERT INTO import_row_keys (fund_id, row_key, import_id, row_count) VALUES (@fund_id, @row_key, @import_id, @row_count)
ON CONFLICT DO UPDATE SET row_count = row_count + excluded.row_count;
