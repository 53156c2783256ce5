-- Earlier files only, so that an interrupted import decides the same when it goes on.
SELECT SUM(row_count) FROM import_row_keys WHERE fund_id = @fund_id AND row_key = @row_key AND import_id < @import_id;
