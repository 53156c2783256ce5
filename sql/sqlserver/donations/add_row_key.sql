-- @rows: import_row_keys_rows
-- There is no ON CONFLICT; ledger/upsert_balance says why this is safe with several nodes.
DECLARE @Known TABLE (fund_id bigint NOT NULL, row_key varbinary(16) NOT NULL, import_id bigint NOT NULL);
INSERT INTO @Known (fund_id, row_key, import_id)
SELECT k.fund_id, k.row_key, k.import_id
FROM @rows AS r
INNER JOIN import_row_keys AS k WITH (UPDLOCK, HOLDLOCK) ON k.fund_id = r.fund_id AND k.row_key = r.row_key AND k.import_id = r.import_id;
UPDATE k SET row_count = k.row_count + r.row_count
FROM import_row_keys AS k
INNER JOIN @rows AS r ON r.fund_id = k.fund_id AND r.row_key = k.row_key AND r.import_id = k.import_id;
INSERT INTO import_row_keys (fund_id, row_key, import_id, row_count)
SELECT r.fund_id, r.row_key, r.import_id, r.row_count
FROM @rows AS r
WHERE NOT EXISTS (SELECT 1 FROM @Known AS k WHERE k.fund_id = r.fund_id AND k.row_key = r.row_key AND k.import_id = r.import_id);
