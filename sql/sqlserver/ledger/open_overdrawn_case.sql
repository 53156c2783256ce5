INSERT INTO overdrawn_cases (fund_id, source_id, currency, opened_by)
SELECT @fund_id, @source_id, @currency, @opened_by
WHERE NOT EXISTS (
  SELECT 1 FROM overdrawn_cases WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency AND closed_by IS NULL);
