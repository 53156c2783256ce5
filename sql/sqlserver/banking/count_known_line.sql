-- @rows: bank_line_look_ups
-- Of earlier statements only, so that an interrupted import decides the same when it goes on. A row that none of them has is left out.
SELECT COUNT_BIG(*), r.row_key
FROM @rows AS r
INNER JOIN bank_statement_lines AS k ON k.bank_account_id = r.bank_account_id AND k.row_key = r.row_key AND k.statement_id < r.statement_id
GROUP BY r.row_key;
