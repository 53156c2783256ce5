SELECT source_id, currency, available_minor, committed_minor, shortfall_minor, covered_minor
FROM positions WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency;
