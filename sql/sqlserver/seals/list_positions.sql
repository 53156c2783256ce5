SELECT fund_id, source_id, currency, available_minor, committed_minor, shortfall_minor, covered_minor FROM positions;
