UPDATE overdrawn_cases SET closed_by = @closed_by
WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency AND closed_by IS NULL;
