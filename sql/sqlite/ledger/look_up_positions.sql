SELECT available_minor FROM positions WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency;
