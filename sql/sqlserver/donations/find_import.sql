SELECT import_id, status, rows_done, gift_count, gift_minor FROM imports WHERE fund_id = @fund_id AND file_sha256 = @file_sha256;
