-- There is no ON CONFLICT; ledger/upsert_balance says why this is safe with several nodes.
INSERT INTO import_row_keys (fund_id, row_key, import_id, row_count)
SELECT @fund_id, @row_key, @import_id, 1
WHERE NOT EXISTS (SELECT 1 FROM import_row_keys WITH (UPDLOCK, HOLDLOCK) WHERE fund_id = @fund_id AND row_key = @row_key AND import_id = @import_id);
IF @@ROWCOUNT = 0
  UPDATE import_row_keys SET row_count = row_count + 1 WHERE fund_id = @fund_id AND row_key = @row_key AND import_id = @import_id;
