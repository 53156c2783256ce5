SELECT import_id FROM imports WHERE fund_id = @fund_id AND import_id < @import_id LIMIT 1;
