-- Earlier files only, so that an interrupted import decides the same when it goes on.
SELECT row_key, SUM(row_count) FROM import_row_keys WHERE fund_id = @fund_id AND import_id < @import_id GROUP BY row_key;
