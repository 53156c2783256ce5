-- TOP: there is no LIMIT.
SELECT TOP (1) import_id FROM imports WHERE fund_id = @fund_id AND import_id < @import_id;
