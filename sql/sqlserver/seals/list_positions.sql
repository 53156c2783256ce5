SELECT fund_id, source_id, currency, available_minor, committed_minor, shortfall_minor FROM positions;
