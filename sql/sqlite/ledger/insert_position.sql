INSERT INTO positions (fund_id, source_id, currency, available_minor, committed_minor, shortfall_minor)
VALUES (@fund_id, @source_id, @currency, 0, 0, 0);
