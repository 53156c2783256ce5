-- Another node may make the same row first: then this one adds nothing, and the update that follows finds that row.
-- UPDLOCK, HOLDLOCK makes the second wait on SQL Server. Babelfish locks no row that is not there: the key refuses the second with 2627, and its operation runs again.
INSERT INTO positions (fund_id, source_id, currency, available_minor, committed_minor, shortfall_minor)
SELECT @fund_id, @source_id, @currency, 0, 0, 0
WHERE NOT EXISTS (SELECT 1 FROM positions WITH (UPDLOCK, HOLDLOCK) WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency);
