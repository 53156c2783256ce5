SELECT SUM(gift_count) FROM imports WHERE fund_id = @fund_id AND import_id < @import_id;
