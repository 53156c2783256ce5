-- Sent behind ledger/update_position, in one round trip: nothing is answered when that changed no row. SQLite's driver says how many it changed.
IF @@ROWCOUNT > 0
  SELECT available_minor FROM positions WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency;
