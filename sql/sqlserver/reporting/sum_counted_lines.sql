-- The lines behind a figure, from the journal itself and never from stored totals; every row says how many entries they belong to.
-- @beside_cash: only what is not cash and stands beside some, in lines of the same fund, source and currency of its entry.
-- @part: of lines on net assets only what the kind of the entry makes one; of transfers those that stay among the funds of @tree, or do not.
-- From @year_end_from on, what only ended a year or changed the chart is left out.
-- Known is what was recorded no later than @last_entry, told by the moment: with several nodes a lower number may have been recorded later.
WITH counted AS (
  SELECT line.entry_id, line.account_id, line.source_id, line.amount_minor
  FROM journal_lines line
  JOIN journal_entries entry ON entry.entry_id = line.entry_id
  WHERE line.fund_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@funds AS nvarchar(max))) AS listed)
    AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
    AND (@last_entry = 9223372036854775807 OR entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry))
    AND (line.occurred_on < CAST(@year_end_from AS date) OR NOT EXISTS (SELECT 1 FROM year_end_lines ended WHERE ended.fund_id = line.fund_id AND ended.entry_id = line.entry_id))
    AND line.account_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@accounts AS nvarchar(max))) AS listed)
    AND line.source_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@sources AS nvarchar(max))) AS listed)
    AND (@side = N'' OR (@side = N'debits' AND line.amount_minor > 0) OR (@side = N'credits' AND line.amount_minor < 0))
    AND (@beside_cash = 0 OR EXISTS (
      SELECT 1 FROM journal_lines held JOIN accounts cash ON cash.account_id = held.account_id AND cash.counts_as = N'cash'
      WHERE held.entry_id = line.entry_id AND held.fund_id = line.fund_id AND held.source_id = line.source_id AND held.currency = line.currency
        AND NOT EXISTS (SELECT 1 FROM accounts itself WHERE itself.account_id = line.account_id AND itself.counts_as = N'cash')))
    AND (@part NOT IN (N'released', N'corrected', N'begun') OR NOT EXISTS (
      SELECT 1 FROM accounts itself WHERE itself.account_id = line.account_id AND itself.type = N'net-assets' AND @part <> CASE
        WHEN entry.kind = N'restriction-lifted' THEN N'released' WHEN entry.kind = N'prior-year-adjusted' OR itself.role = N'PriorYearAdjustment' THEN N'corrected' ELSE N'begun' END))
    AND (@part NOT IN (N'inside', N'outside') OR @part = CASE WHEN EXISTS (
      SELECT 1 FROM journal_lines other JOIN accounts crossed ON crossed.account_id = other.account_id AND crossed.type = N'transfer'
      WHERE other.entry_id = line.entry_id AND other.fund_id NOT IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@tree AS nvarchar(max))) AS listed)) THEN N'outside' ELSE N'inside' END)
)
SELECT counted.account_id, counted.source_id,
  SUM(CASE WHEN counted.amount_minor > 0 THEN counted.amount_minor ELSE 0 END) AS debit_minor,
  SUM(CASE WHEN counted.amount_minor < 0 THEN -counted.amount_minor ELSE 0 END) AS credit_minor,
  (SELECT COUNT_BIG(DISTINCT entry_id) FROM counted) AS entry_count
FROM counted
GROUP BY counted.account_id, counted.source_id;
