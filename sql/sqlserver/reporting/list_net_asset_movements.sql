-- What changes net assets and is no activity: the entries that end a year or open it again, whole, and the lines on net assets of all others.
-- Each of them has a line on net assets; the stored totals say on which days there is any, and only those days' lines are read.
-- Known is what was recorded no later than @last_entry, told by the moment: with several nodes a lower number may have been recorded later.
SELECT line.fund_id, line.account_id, line.source_id, entry.kind, SUM(line.amount_minor) AS net_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
WHERE line.fund_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)) AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date) AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND (account.type = N'net-assets' OR entry.kind IN (N'year-closed', N'year-reopened'))
  AND EXISTS (
    SELECT 1 FROM daily_totals total
    JOIN accounts moved ON moved.account_id = total.account_id AND moved.type = N'net-assets'
    WHERE total.fund_id = line.fund_id AND total.occurred_on = line.occurred_on)
GROUP BY line.fund_id, line.account_id, line.source_id, entry.kind;
