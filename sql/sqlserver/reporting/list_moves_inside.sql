-- What crossed between funds that are all of one tree: every line of transfer of an entry whose transfers stay among these funds.
-- The stored totals say on which days there is any; only those days' lines are read.
SELECT line.fund_id, line.source_id, SUM(-line.amount_minor) AS net_minor
FROM daily_totals total
JOIN accounts account ON account.account_id = total.account_id AND account.type = N'transfer'
JOIN journal_lines line ON line.fund_id = total.fund_id AND line.occurred_on = total.occurred_on AND line.account_id = total.account_id AND line.source_id = total.source_id AND line.currency = total.currency
WHERE total.fund_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)) AND total.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
  AND NOT EXISTS (SELECT 1 FROM year_end_lines ended WHERE ended.fund_id = line.fund_id AND ended.entry_id = line.entry_id)
  AND NOT EXISTS (
    SELECT 1 FROM journal_lines other
    JOIN accounts crossed ON crossed.account_id = other.account_id AND crossed.type = N'transfer'
    WHERE other.entry_id = line.entry_id AND other.fund_id NOT IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)))
GROUP BY line.fund_id, line.source_id;
