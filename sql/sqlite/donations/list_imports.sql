-- Last begun first.
SELECT list.import_id, list.fund_id, list.file_name, list.file_sha256, list.status, list.rows_done, list.gift_count, list.gift_minor, list.started_at
FROM imports list WHERE @import_id = 0 OR list.import_id = @import_id ORDER BY list.import_id DESC;
