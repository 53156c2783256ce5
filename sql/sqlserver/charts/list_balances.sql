-- CAST: a day is a date here and ISO text in SQLite.
-- What stands on every account of an entity at the end of a day, by fund and source: what stands now less what came later.
SELECT standing.fund_id, standing.source_id, standing.account_id, standing.net_minor
FROM (
  SELECT held.fund_id, held.source_id, held.account_id,
    held.debit_minor - held.credit_minor - COALESCE((
      SELECT SUM(later.debit_minor - later.credit_minor) FROM daily_totals later
      WHERE later.fund_id = held.fund_id AND later.account_id = held.account_id AND later.source_id = held.source_id AND later.currency = held.currency
        AND later.occurred_on > CAST(@last_day AS date)), 0) AS net_minor
  FROM account_balances held
  JOIN accounts account ON account.account_id = held.account_id
  WHERE account.entity_id = @entity_id
) standing
WHERE standing.net_minor <> 0
ORDER BY standing.fund_id, standing.source_id, standing.account_id;
