-- The lines behind a figure, from the journal itself and never from stored totals; every row says how many entries they belong to.
-- @beside_cash: only what is not cash and stands beside some, in lines of the same fund, source and currency of its entry.
-- @part: of lines on net assets only what the kind of the entry makes one; of transfers those that stay among the funds of @tree, or do not.
-- From @year_end_from on, what only ended a year or changed the chart is left out.
WITH counted AS (
  SELECT line.entry_id, line.account_id, line.source_id, line.amount_minor
  FROM journal_lines line
  WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
    AND (line.occurred_on < @year_end_from OR NOT EXISTS (SELECT 1 FROM year_end_lines ended WHERE ended.fund_id = line.fund_id AND ended.entry_id = line.entry_id))
    AND line.account_id IN (SELECT value FROM json_each(@accounts)) AND line.source_id IN (SELECT value FROM json_each(@sources))
    AND (@side = '' OR (@side = 'debits') = (line.amount_minor > 0))
    AND (@beside_cash = 0 OR EXISTS (
      SELECT 1 FROM journal_lines held JOIN accounts cash ON cash.account_id = held.account_id AND cash.counts_as = 'cash'
      WHERE held.entry_id = line.entry_id AND held.fund_id = line.fund_id AND held.source_id = line.source_id AND held.currency = line.currency
        AND NOT EXISTS (SELECT 1 FROM accounts itself WHERE itself.account_id = line.account_id AND itself.counts_as = 'cash')))
    AND (@part NOT IN ('released', 'corrected', 'begun') OR NOT EXISTS (
      SELECT 1 FROM accounts itself JOIN journal_entries entry ON entry.entry_id = line.entry_id
      WHERE itself.account_id = line.account_id AND itself.type = 'net-assets' AND @part <> CASE
        WHEN entry.kind = 'restriction-lifted' THEN 'released' WHEN entry.kind = 'prior-year-adjusted' OR itself.role = 'PriorYearAdjustment' THEN 'corrected' ELSE 'begun' END))
    AND (@part NOT IN ('inside', 'outside') OR @part = CASE WHEN EXISTS (
      SELECT 1 FROM journal_lines other JOIN accounts crossed ON crossed.account_id = other.account_id AND crossed.type = 'transfer'
      WHERE other.entry_id = line.entry_id AND other.fund_id NOT IN (SELECT value FROM json_each(@tree))) THEN 'outside' ELSE 'inside' END)
)
SELECT counted.account_id, counted.source_id,
  SUM(CASE WHEN counted.amount_minor > 0 THEN counted.amount_minor ELSE 0 END) AS debit_minor,
  SUM(CASE WHEN counted.amount_minor < 0 THEN -counted.amount_minor ELSE 0 END) AS credit_minor,
  (SELECT COUNT(DISTINCT entry_id) FROM counted) AS entry_count
FROM counted
GROUP BY counted.account_id, counted.source_id;
