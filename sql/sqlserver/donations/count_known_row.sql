-- @rows: known_row_look_ups
-- Earlier files only, so that an interrupted import decides the same when it goes on. A row that none of them has is left out.
SELECT SUM(k.row_count), r.row_key
FROM @rows AS r
INNER JOIN import_row_keys AS k ON k.fund_id = r.fund_id AND k.row_key = r.row_key AND k.import_id < r.import_id
GROUP BY r.row_key;
