INSERT INTO budgets (fund_id, year, version, amount_minor, document, actor, recorded_at)
VALUES (@fund_id, @year, @version, @amount, @document, @actor, @recorded_at);
SELECT CONVERT(bigint, SCOPE_IDENTITY());
